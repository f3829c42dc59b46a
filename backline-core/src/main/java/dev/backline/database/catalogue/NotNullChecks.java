package dev.backline.database.catalogue;

import dev.backline.database.DatabaseAccess;
import dev.backline.failure.Failure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads which columns are kept from being null by a check and not by {@code NOT NULL}. */
public final class NotNullChecks {

  private static final String QUERY =
      """
      SELECT n.nspname, c.relname, k.conname, a.attname, k.convalidated
      FROM pg_catalog.pg_constraint k
      JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.conkey[1]
      WHERE k.contype = 'c' AND cardinality(k.conkey) = 1
        AND pg_catalog.pg_get_expr(k.conbin, k.conrelid) = format('(%I IS NOT NULL)', a.attname)
      ORDER BY 1, 2, 3
      """;

  private NotNullChecks() {}

  /**
   * All of a database.
   *
   * @param limit of the statement
   * @throws dev.backline.failure.BacklineException with {@code UNAVAILABLE} if they can't be read
   */
  public static List<NotNullCheck> read(DatabaseAccess database, Duration limit) {
    List<NotNullCheck> checks = new ArrayList<>();
    try (Connection connection = database.connect(limit);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(QUERY)) {
      while (rows.next()) {
        checks.add(
            new NotNullCheck(
                new TableName(rows.getString(1), rows.getString(2)),
                rows.getString(3),
                rows.getString(4),
                rows.getBoolean(5)));
      }
    } catch (SQLException e) {
      throw Failure.unavailable(
              "reading the checks of " + database.name(),
              String.valueOf(e.getMessage()),
              "see that the database answers")
          .toException(e);
    }
    return List.copyOf(checks);
  }
}
