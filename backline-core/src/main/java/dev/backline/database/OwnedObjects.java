package dev.backline.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * What a role owns inside one database. {@code REASSIGN OWNED} would give away databases as well,
 * the live one among them.
 */
final class OwnedObjects {

  /** Sequences of columns follow their tables and can't be given alone. */
  private static final String OWNED =
      """
      SELECT format('ALTER %s %s OWNER TO ',
        CASE o.type WHEN 'statistics object' THEN 'STATISTICS' ELSE upper(o.type) END, o.identity)
      FROM pg_shdepend d
      CROSS JOIN LATERAL pg_identify_object(d.classid, d.objid, d.objsubid) o
      WHERE d.dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
        AND d.refclassid = 'pg_authid'::regclass AND d.deptype = 'o'
        AND d.refobjid = (SELECT oid FROM pg_roles WHERE rolname = ?)
        AND o.type NOT IN ('default acl', 'user mapping', 'extension')
        AND NOT EXISTS (
          SELECT 1 FROM pg_depend s
          WHERE d.classid = 'pg_class'::regclass AND o.type = 'sequence'
            AND s.classid = d.classid AND s.objid = d.objid AND s.deptype IN ('a', 'i')
            AND s.refclassid = 'pg_class'::regclass)
      ORDER BY d.objid
      """;

  private OwnedObjects() {}

  static void give(Connection connection, RoleName from, RoleName to) throws SQLException {
    List<String> commands = new ArrayList<>();
    try (PreparedStatement owned = connection.prepareStatement(OWNED)) {
      owned.setString(1, from.value());
      try (ResultSet rows = owned.executeQuery()) {
        while (rows.next()) {
          commands.add(rows.getString(1) + to.quoted());
        }
      }
    }
    try (Statement statement = connection.createStatement()) {
      for (String command : commands) {
        statement.execute(command);
      }
    }
  }
}
