package dev.backline.database.migrate;

import dev.backline.database.DatabaseAccess;
import dev.backline.failure.Failure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * What {@code CREATE INDEX CONCURRENTLY} leaves behind when it fails: an index that costs and helps
 * nobody, and that {@code IF NOT EXISTS} takes for a good one (PostgreSQL manual, CREATE INDEX).
 */
final class InvalidIndexes {

  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final String INVALID =
      "SELECT format('%I.%I', n.nspname, c.relname) FROM pg_index i JOIN pg_class c ON c.oid ="
          + " i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE NOT i.indisvalid"
          + " AND c.relkind = 'i'";

  private InvalidIndexes() {}

  static Set<String> in(DatabaseAccess database) {
    try (Connection connection = database.connect(LIMIT)) {
      return in(connection);
    } catch (SQLException e) {
      throw failed(database, e);
    }
  }

  /** Drops those that were not there before. */
  static void dropSince(Set<String> before, DatabaseAccess database, Consumer<String> say) {
    try (Connection connection = database.connect(LIMIT);
        Statement statement = connection.createStatement()) {
      for (String index : in(connection)) {
        if (!before.contains(index)) {
          statement.execute("DROP INDEX CONCURRENTLY IF EXISTS " + index);
          say.accept("dropped the invalid index " + index + ", a leftover");
        }
      }
    } catch (SQLException e) {
      throw failed(database, e);
    }
  }

  private static Set<String> in(Connection connection) throws SQLException {
    Set<String> names = new TreeSet<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(INVALID)) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }

  private static RuntimeException failed(DatabaseAccess database, SQLException e) {
    return Failure.unavailable(
            "looking for invalid indexes in database " + database.name(),
            "PostgreSQL said: " + e.getMessage(),
            "see whether the database answers, then deploy again")
        .toException(e);
  }
}
