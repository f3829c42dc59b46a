package dev.backline.backup;

import com.github.luben.zstd.ZstdIOException;
import dev.backline.database.DatabaseAccess;
import dev.backline.database.DatabaseName;
import dev.backline.database.RoleName;
import dev.backline.database.RunningServer;
import dev.backline.database.ServerVersion;
import dev.backline.database.catalogue.ContentReader;
import dev.backline.database.catalogue.SchemaFingerprint;
import dev.backline.database.catalogue.SchemaReader;
import dev.backline.database.catalogue.SchemaScope;
import dev.backline.failure.Failure;
import dev.backline.host.CommandOutput;
import dev.backline.host.CommandResult;
import dev.backline.host.local.DirectoryTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Restores a backup into a database of its own and proves it: bytes, then a restore that stops at
 * the first error, then schema and content compared with what was there in the dump's snapshot.
 */
public final class BackupRestore {

  private static final int MOST_DIFFERENCES = 5;

  private final PostgresTools tools;
  private final RunningServer server;
  private final BackupStore store;
  private final InstantSource clock;

  /**
   * @param tools of the server's own major version, or a newer one
   * @param server where to restore
   */
  public BackupRestore(
      PostgresTools tools, RunningServer server, BackupStore store, InstantSource clock) {
    this.tools = tools;
    this.server = server;
    this.store = store;
    this.clock = clock;
  }

  /**
   * Restores it beside everything else. What an earlier attempt left under that name is deleted
   * first; the live database is not touched.
   *
   * @param target a name made for this by {@link DatabaseName#restoring} or {@link
   *     DatabaseName#scratch}
   * @param owner the environment's role
   * @param limit of each stage
   * @throws dev.backline.failure.BacklineException if this machine could not try it: then nothing
   *     is known about the backup
   */
  public RestoreResult beside(
      Backup backup, DatabaseName target, RoleName owner, Duration limit, CommandOutput output)
      throws InterruptedException {
    long start = System.nanoTime();
    boolean proven = false;
    try {
      List<String> damage = damage(backup);
      if (!damage.isEmpty()) {
        return refused(backup, BackupState.FAILED, "its files are damaged: " + told(damage));
      }
      requireFits(backup);
      server.drop(target);
      requireSpace(backup);
      DatabaseAccess database = server.createEmpty(target, owner);
      Optional<RestoreResult> problem = load(backup, database, limit, output);
      if (problem.isPresent()) {
        return problem.get();
      }
      List<String> differences = differences(backup, database, limit);
      if (!differences.isEmpty()) {
        return refused(
            backup, BackupState.FAILED, "what was restored is not the same: " + told(differences));
      }
      proven = true;
      long rows = backup.manifest().content().rows();
      mark(backup, BackupState.PROVEN, "restored; all " + rows + " rows are equal");
      return new RestoreResult.Proven(database, rows, Duration.ofNanos(System.nanoTime() - start));
    } catch (IOException | SQLException e) {
      throw notTried(backup, String.valueOf(e.getMessage())).toException(e);
    } finally {
      if (!proven) {
        server.drop(target);
      }
    }
  }

  /** A dump can be read by its own major version and by newer ones. */
  private void requireFits(Backup backup) {
    int dumped = backup.manifest().serverMajor();
    ServerVersion here = server.version();
    if (dumped > here.major() || dumped > tools.major()) {
      throw Failure.unavailable(
              "restoring backup " + backup.id(),
              "it is of PostgreSQL %s; the server to restore it on is %s, and pg_restore is of %d"
                  .formatted(backup.manifest().serverVersion(), here, tools.major()),
              "restore it on PostgreSQL " + dumped + " or newer")
          .toException();
    }
  }

  private void requireSpace(Backup backup) throws InterruptedException {
    OptionalLong free = server.freeBytes();
    if (free.isPresent()) {
      DiskSpace.check(
          "restoring backup " + backup.id(),
          "the PostgreSQL server",
          backup.manifest().databaseBytes(),
          free.getAsLong());
    }
  }

  private static List<String> damage(Backup backup) throws IOException {
    var expected = backup.manifest().files();
    var found = BackupFile.allIn(backup.folder());
    TreeSet<String> names = new TreeSet<>(expected.keySet());
    names.addAll(found.keySet());
    List<String> damage = new ArrayList<>();
    for (String name : names) {
      BackupFile is = found.get(name);
      BackupFile should = expected.get(name);
      if (is == null) {
        damage.add(name + " is missing");
      } else if (should == null) {
        damage.add(name + " is not in the manifest");
      } else if (!is.equals(should)) {
        damage.add(name + " has changed");
      }
    }
    return damage;
  }

  private Optional<RestoreResult> load(
      Backup backup, DatabaseAccess database, Duration limit, CommandOutput output)
      throws IOException, InterruptedException {
    Path dump = backup.folder().resolve(BackupFolder.DUMP);
    boolean compressed = backup.manifest().compression().equals(BackupManifest.COMPRESSED_BY_US);
    Path plain = compressed ? Files.createTempDirectory(store.workFolder(), "restore-") : dump;
    try {
      if (compressed) {
        DumpCompression.decompress(dump, plain);
      }
      CommandResult result = tools.restore(database, plain, limit, output);
      return result.succeeded() ? Optional.empty() : Optional.of(judged(backup, result));
    } catch (ZstdIOException e) {
      return Optional.of(
          refused(backup, BackupState.FAILED, "the dump can't be decompressed: " + e.getMessage()));
    } finally {
      if (compressed) {
        DirectoryTree.delete(plain);
      }
    }
  }

  private RestoreResult judged(Backup backup, CommandResult result) {
    String said = String.join("\n", result.stderr());
    if (result.timedOut() || said.contains("No space left on device")) {
      throw notTried(backup, "pg_restore: " + result.lastWords()).toException();
    }
    return refused(
        backup,
        MissingOnServer.isToldBy(said) ? BackupState.UNVERIFIABLE : BackupState.FAILED,
        "pg_restore: " + firstError(result));
  }

  private static String firstError(CommandResult result) {
    return result.stderr().stream()
        .filter(line -> line.contains("error:"))
        .findFirst()
        .orElse(result.lastWords());
  }

  private static List<String> differences(Backup backup, DatabaseAccess database, Duration limit)
      throws IOException, SQLException {
    try (Connection connection = database.connect(limit);
        Statement statement = connection.createStatement()) {
      SchemaFingerprint expected =
          new SchemaFingerprint(Files.readAllLines(backup.folder().resolve(BackupFolder.SCHEMA)));
      List<String> differences =
          new ArrayList<>(
              expected.differenceTo(SchemaReader.read(connection, SchemaScope.whole())));
      differences.addAll(
          backup.manifest().content().differencesOfCopy(ContentReader.read(connection)));
      // A restored database has no statistics, and so no good plans, until somebody makes them.
      statement.execute("ANALYZE");
      return differences;
    }
  }

  private RestoreResult refused(Backup backup, BackupState state, String why) {
    mark(backup, state, why);
    return new RestoreResult.Refused(
        Failure.refused(
            "restoring backup " + backup.id(),
            why,
            state == BackupState.UNVERIFIABLE
                ? "install what is missing on the server, then try again"
                : "choose another backup; the live database was not touched"),
        state);
  }

  private void mark(Backup backup, BackupState state, String detail) {
    store.catalogue().mark(store.known(backup), state, clock.instant(), detail);
  }

  private static String told(List<String> all) {
    String first = all.stream().limit(MOST_DIFFERENCES).collect(Collectors.joining("; "));
    return all.size() > MOST_DIFFERENCES
        ? first + "; and " + (all.size() - MOST_DIFFERENCES) + " more"
        : first;
  }

  private static Failure notTried(Backup backup, String why) {
    return Failure.unavailable(
        "restoring backup " + backup.id(),
        why,
        "check that the server runs and the disk has room, then try again");
  }
}
