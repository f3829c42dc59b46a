package dev.backline.backup;

import dev.backline.database.DatabaseAccess;
import dev.backline.database.ServerVersion;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * One view of a database that several connections share: exported, and there until closed
 * (PostgreSQL manual, section 9.28.5).
 */
record DatabaseSnapshot(Connection connection, String name) implements AutoCloseable {

  static DatabaseSnapshot open(DatabaseAccess database, Duration limit) throws SQLException {
    Connection connection = database.connect(limit);
    try (Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
      return new DatabaseSnapshot(connection, text(statement, "SELECT pg_export_snapshot()"));
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** What a dump of the database in this view starts from. */
  DumpSource source(DatabaseAccess database) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      long bytes = Long.parseLong(text(statement, "SELECT pg_database_size(current_database())"));
      return new DumpSource(database, name, ServerVersion.of(connection), bytes);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  private static String text(Statement statement, String query) throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
