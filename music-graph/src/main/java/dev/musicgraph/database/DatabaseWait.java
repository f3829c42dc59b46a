package dev.musicgraph.database;

import dev.musicgraph.Refusal;
import dev.musicgraph.setting.DatabaseUrl;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;

/** Waits, for a bounded time, until the database takes a connection. */
public final class DatabaseWait {
  private static final Duration PAUSE = Duration.ofMillis(250);

  private DatabaseWait() {}

  /**
   * Returns at once when the first attempt succeeds; else says on {@code log} what it waits for.
   *
   * @throws Refusal if the time is up, or at once if waiting can't help (wrong password, no such
   *     database)
   */
  public static void until(DataSource source, DatabaseUrl url, Duration limit, PrintStream log) {
    long deadline = System.nanoTime() + limit.toNanos();
    boolean told = false;
    while (true) {
      Optional<SQLException> failure = attempt(source);
      if (failure.isEmpty()) {
        return;
      }
      SQLException reason = failure.get();
      if (!mayPass(reason)) {
        throw new Refusal(
            url
                + " refuses the connection: "
                + reason.getMessage()
                + ". Check DATABASE_URL and"
                + " DATABASE_PASSWORD.",
            reason);
      }
      if (System.nanoTime() - deadline >= 0) {
        throw new Refusal(
            url
                + " took no connection within "
                + limit.toSeconds()
                + " s: "
                + reason.getMessage()
                + " Start the database, or raise DATABASE_WAIT_SECONDS.",
            reason);
      }
      if (!told) {
        log.println("waiting up to " + limit.toSeconds() + " s for " + url);
        told = true;
      }
      pause();
    }
  }

  private static Optional<SQLException> attempt(DataSource source) {
    try (Connection connection = source.getConnection()) {
      return Optional.empty();
    } catch (SQLException e) {
      return Optional.of(e);
    }
  }

  /** Classes 08 (connection), 53 (resources), 57 (starting or stopping): PostgreSQL, appendix A. */
  private static boolean mayPass(SQLException e) {
    String state = Optional.ofNullable(e.getSQLState()).orElse("08");
    return state.startsWith("08") || state.startsWith("53") || state.startsWith("57");
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal("interrupted while waiting for the database", e);
    }
  }
}
