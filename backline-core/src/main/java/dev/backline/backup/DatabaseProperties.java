package dev.backline.backup;

import dev.backline.database.DatabaseName;
import dev.backline.database.SqlText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What belongs to a database and is in no dump of it: settings and privileges. */
final class DatabaseProperties {

  private DatabaseProperties() {}

  /** Gives one database the settings and the privileges of another. Repeating changes nothing. */
  static void copy(Connection connection, DatabaseName from, DatabaseName to) throws SQLException {
    for (String statement : grants(connection, from, to)) {
      execute(connection, statement);
    }
    for (Setting setting : settings(connection, from)) {
      apply(connection, setting, to);
    }
  }

  private static void apply(Connection connection, Setting setting, DatabaseName to)
      throws SQLException {
    String whose =
        setting.role().isEmpty()
            ? "ALTER DATABASE " + to.quoted()
            : "ALTER ROLE " + SqlText.name(setting.role()) + " IN DATABASE " + to.quoted();
    if (setting.name().equals("role")) {
      // Making it current would take away the right to alter anything.
      execute(connection, whose + " SET role = " + SqlText.value(setting.value()));
      return;
    }
    connection.setAutoCommit(false);
    try (PreparedStatement set = connection.prepareStatement("SELECT set_config(?, ?, true)")) {
      // FROM CURRENT spares knowing which settings are lists and how each is quoted.
      set.setString(1, setting.name());
      set.setString(2, setting.value());
      set.execute();
      execute(connection, whose + " SET " + SqlText.name(setting.name()) + " FROM CURRENT");
      connection.commit();
    } catch (SQLException e) {
      connection.rollback();
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  private record Setting(String role, String name, String value) {}

  private static List<Setting> settings(Connection connection, DatabaseName from)
      throws SQLException {
    String query =
        """
        SELECT coalesce(rolname, ''), split_part(c, '=', 1), substr(c, strpos(c, '=') + 1)
        FROM pg_db_role_setting s JOIN pg_database d ON d.oid = setdatabase
          LEFT JOIN pg_roles r ON r.oid = setrole, unnest(setconfig) c
        WHERE datname = ?
        """;
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setString(1, from.value());
      try (ResultSet rows = statement.executeQuery()) {
        List<Setting> settings = new ArrayList<>();
        while (rows.next()) {
          settings.add(new Setting(rows.getString(1), rows.getString(2), rows.getString(3)));
        }
        return settings;
      }
    }
  }

  private static List<String> grants(Connection connection, DatabaseName from, DatabaseName to)
      throws SQLException {
    String query =
        """
        SELECT format('GRANT %s ON DATABASE %s TO %s%s', privilege_type, ?,
          CASE grantee WHEN 0 THEN 'PUBLIC' ELSE grantee::regrole::text END,
          CASE WHEN is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
        FROM pg_database, aclexplode(datacl) WHERE datname = ?
        """;
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setString(1, to.quoted());
      statement.setString(2, from.value());
      try (ResultSet rows = statement.executeQuery()) {
        List<String> grants = new ArrayList<>();
        while (rows.next()) {
          grants.add(rows.getString(1));
        }
        return grants;
      }
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
