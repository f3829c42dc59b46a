package dev.backline.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * An advisory lock of the database that a connection is in (PostgreSQL manual, section 13.3.5).
 * PostgreSQL gives it back when the connection ends, however it ends.
 */
public final class ServerLock implements AutoCloseable {

  private final Connection connection;
  private final String subject;

  private ServerLock(Connection connection, String subject) {
    this.connection = connection;
    this.subject = subject;
  }

  /**
   * Waits for the lock.
   *
   * @param limit how long to wait at most
   * @throws SQLException with SQLSTATE 55P03 or 57014 when the limit has passed
   */
  public static ServerLock take(Connection connection, String subject, Duration limit)
      throws SQLException {
    try (Statement settings = connection.createStatement()) {
      settings.execute("SET lock_timeout = " + limit.toMillis());
    }
    call(connection, "SELECT pg_advisory_lock(hashtextextended(?, 4711))", subject);
    try (Statement settings = connection.createStatement()) {
      settings.execute("RESET lock_timeout");
    }
    return new ServerLock(connection, subject);
  }

  @Override
  public void close() {
    try {
      call(connection, "SELECT pg_advisory_unlock(hashtextextended(?, 4711))", subject);
    } catch (SQLException theConnectionIsGoneAndTheLockWithIt) {
      // Nothing is left to give back.
    }
  }

  private static void call(Connection connection, String sql, String subject) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, "backline:" + subject);
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
      }
    }
  }
}
