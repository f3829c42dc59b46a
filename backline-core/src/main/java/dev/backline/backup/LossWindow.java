package dev.backline.backup;

import dev.backline.database.DatabaseAccess;
import dev.backline.database.catalogue.ContentDigest;
import dev.backline.database.catalogue.ContentReader;
import dev.backline.database.catalogue.TableDigest;
import dev.backline.failure.Failure;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The writes that putting a backup in the live database's place would discard.
 *
 * @param time from the backup to now
 * @param tables that differ, by quoted name with schema
 */
public record LossWindow(Duration time, SortedMap<String, Loss> tables) {

  /**
   * What one table would lose.
   *
   * @param then rows in the backup; -1 if it has no such table
   * @param now rows of today; -1 if there is no such table any more
   */
  public record Loss(long then, long now) {

    String told() {
      if (then < 0) {
        return "the whole table, " + now + " rows";
      }
      if (now < 0) {
        return "comes back, with " + then + " rows";
      }
      long more = now - then;
      String rows = "%,d rows then, %,d now".formatted(then, now);
      if (more == 0) {
        return rows + ": rows were changed or replaced";
      }
      return rows
          + (more > 0 ? ": at least %,d are lost" : ": at least %,d come back")
              .formatted(Math.abs(more));
    }
  }

  public LossWindow {
    tables = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(tables));
  }

  /**
   * Reads every table of the live database.
   *
   * @param limit of each statement
   * @throws dev.backline.failure.BacklineException with {@code UNAVAILABLE} if it can't be read
   */
  public static LossWindow read(
      BackupManifest backup, DatabaseAccess live, InstantSource clock, Duration limit) {
    try (Connection connection = live.connect(limit)) {
      return between(backup, ContentReader.read(connection), clock.instant());
    } catch (SQLException e) {
      throw Failure.unavailable(
              "reading database " + live.name() + " to tell what would be lost",
              "PostgreSQL said: " + e.getMessage(),
              "see whether the database answers")
          .toException(e);
    }
  }

  /**
   * By the digest of every table: what is equal loses nothing.
   *
   * @param now what is in the live database at {@code at}
   */
  public static LossWindow between(BackupManifest backup, ContentDigest now, Instant at) {
    return between(backup.content(), Instant.parse(backup.startedAt()), now, at);
  }

  static LossWindow between(ContentDigest then, Instant taken, ContentDigest now, Instant at) {
    SortedMap<String, Loss> tables = new TreeMap<>();
    TreeSet<String> names = new TreeSet<>(then.tables().keySet());
    names.addAll(now.tables().keySet());
    for (String name : names) {
      TableDigest before = then.tables().get(name);
      TableDigest today = now.tables().get(name);
      if (before == null || !before.equals(today)) {
        tables.put(name, new Loss(rows(before), rows(today)));
      }
    }
    return new LossWindow(Duration.between(taken, at), tables);
  }

  private static long rows(@org.jspecify.annotations.Nullable TableDigest digest) {
    return digest == null ? -1 : digest.rows();
  }

  /** For people, a line each. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "the writes of the last "
            + told(time)
            + (tables.isEmpty() ? ": none, every table is as it was" : ":"));
    tables.forEach((name, loss) -> lines.add("  " + name + ": " + loss.told()));
    return lines;
  }

  private static String told(Duration time) {
    if (time.toHours() > 0) {
      return time.toHours() + " h " + time.toMinutesPart() + " min";
    }
    return time.toMinutes() > 0
        ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
        : time.toSeconds() + " s";
  }
}
