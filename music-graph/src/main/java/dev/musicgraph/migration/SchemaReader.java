package dev.musicgraph.migration;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.SortedSet;
import java.util.TreeSet;

/** Reads from the database where its schema stands; changes nothing. */
public final class SchemaReader {
  private SchemaReader() {}

  public static Schema read(Connection connection) throws SQLException {
    return new Schema(
        new TreeSet<>(MigrationFiles.ids(MigrationSource.OF_THIS_RELEASE)), applied(connection));
  }

  /**
   * Whether the database holds nothing that could be lost: no migration was ever applied, or none
   * of the app's tables has a row.
   */
  public static boolean holdsNoData(Connection connection) throws SQLException {
    for (String table : new String[] {"genre", "band", "app_user"}) {
      if (exists(connection, table)
          && answer(connection, "select exists (select from " + table + ")")) {
        return false;
      }
    }
    return true;
  }

  static SortedSet<MigrationId> applied(Connection connection) throws SQLException {
    SortedSet<MigrationId> applied = new TreeSet<>();
    if (exists(connection, "databasechangelog")) {
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("select id from databasechangelog")) {
        while (rows.next()) {
          applied.add(new MigrationId(rows.getString(1)));
        }
      }
    }
    return applied;
  }

  private static boolean exists(Connection connection, String table) throws SQLException {
    return answer(connection, "select to_regclass('" + table + "') is not null");
  }

  private static boolean answer(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      return row.next() && row.getBoolean(1);
    }
  }
}
