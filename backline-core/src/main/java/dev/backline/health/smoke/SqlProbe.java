package dev.backline.health.smoke;

import dev.backline.config.SmokeProbe;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/** Asks the database, in a transaction that can't write and is rolled back. */
final class SqlProbe {

  private SqlProbe() {}

  static List<Finding> run(SmokeProbe.Sql sql, SmokeTarget target, Duration limit) {
    Excerpt excerpt = new Excerpt(target.masker());
    String expected = "'" + sql.expect() + "'";
    if (target.database().isEmpty()) {
      return List.of(excerpt.finding(sql.query(), expected, "no database: none is declared"));
    }
    try (Connection connection = target.database().get().connect(limit)) {
      String came = ask(connection, sql.query());
      return came.equals(sql.expect())
          ? List.of()
          : List.of(excerpt.finding(sql.query(), expected, "'" + came + "'"));
    } catch (NoAnswer e) {
      return List.of(excerpt.finding(sql.query(), expected, e.told));
    } catch (SQLException e) {
      return List.of(excerpt.finding(sql.query(), expected, "the error: " + e.getMessage()));
    }
  }

  private static String ask(Connection connection, String query) throws SQLException, NoAnswer {
    try (Statement statement = connection.createStatement()) {
      // For the whole session, so that a COMMIT within the query opens no way to write.
      statement.execute("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY");
      connection.setAutoCommit(false);
      statement.setMaxRows(1);
      if (!statement.execute(query)) {
        throw new NoAnswer("no rows: it is not a query");
      }
      try (ResultSet rows = statement.getResultSet()) {
        if (!rows.next()) {
          throw new NoAnswer("no row");
        }
        return text(rows);
      } finally {
        connection.rollback();
      }
    }
  }

  /** As {@code psql -At} prints it, except that booleans are words. */
  private static String text(ResultSet rows) throws SQLException {
    if ("bool".equals(rows.getMetaData().getColumnTypeName(1))) {
      boolean value = rows.getBoolean(1);
      return rows.wasNull() ? "" : Boolean.toString(value);
    }
    String value = rows.getString(1);
    return value == null ? "" : value;
  }

  private static final class NoAnswer extends Exception {
    private final String told;

    NoAnswer(String told) {
      super(told);
      this.told = told;
    }
  }
}
