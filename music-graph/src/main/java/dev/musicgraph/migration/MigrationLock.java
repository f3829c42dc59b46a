package dev.musicgraph.migration;

import dev.musicgraph.Refusal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * Keeps two migration commands apart with a session-level advisory lock (PostgreSQL manual, 13.3.5)
 * of this database. The server gives it back when the session ends, so a killed command leaves
 * nothing locked; Liquibase's own lock table, which would, is not used.
 */
final class MigrationLock implements AutoCloseable {
  private static final long KEY = 0x6d75736963L;
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Connection connection;

  private MigrationLock(Connection connection) {
    this.connection = connection;
  }

  /**
   * @param connection must be in auto-commit mode and the one that migrates
   * @throws Refusal if another command holds the lock for 60 s
   */
  static MigrationLock take(Connection connection) throws SQLException {
    endSessionWithItsClient(connection);
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!ask(connection, "pg_try_advisory_lock")) {
      if (System.nanoTime() - deadline >= 0) {
        throw new Refusal(
            "another migration command has held this database for "
                + LIMIT.toSeconds()
                + " s. Wait for it to end, or end its session, and try again.");
      }
      pause();
    }
    return new MigrationLock(connection);
  }

  @Override
  public void close() throws SQLException {
    if (!connection.isClosed()) {
      ask(connection, "pg_advisory_unlock");
    }
  }

  /**
   * Without this the server finishes a statement of minutes, lock and all, before it sees that the
   * client was killed. PostgreSQL 14 and newer have the setting.
   */
  private static void endSessionWithItsClient(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "select set_config(name, '1s', false) from pg_settings"
              + " where name = 'client_connection_check_interval'");
    }
  }

  private static boolean ask(Connection connection, String function) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select " + function + "(" + KEY + ")")) {
      return row.next() && row.getBoolean(1);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(Duration.ofMillis(200));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal("interrupted while waiting for another migration command", e);
    }
  }
}
