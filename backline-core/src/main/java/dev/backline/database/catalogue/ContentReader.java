package dev.backline.database.catalogue;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads a database's content digest in one snapshot. */
public final class ContentReader {

  static final String LARGE_OBJECTS = "(large objects)";

  private static final int FIRST_SEED = 0;
  private static final int SECOND_SEED = 7_046_029;

  /**
   * What a row's text depends on (PostgreSQL manual, section 20.11.2), so that it never differs.
   */
  private static final List<String> SETTINGS =
      List.of(
          "SET LOCAL search_path = ''",
          "SET LOCAL DateStyle = 'ISO, YMD'",
          "SET LOCAL IntervalStyle = 'postgres'",
          "SET LOCAL TimeZone = 'UTC'",
          "SET LOCAL extra_float_digits = 1",
          "SET LOCAL bytea_output = 'hex'",
          "SET LOCAL lc_monetary = 'C'",
          "SET LOCAL row_security = off");

  private static final String RELATIONS =
      """
      SELECT format('%I.%I', n.nspname, c.relname)
      FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind = '{kind}' AND c.relpersistence <> 't'
        AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp)'
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
          WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
            AND d.objid = c.oid AND d.deptype = 'e')
      ORDER BY 1
      """;

  private ContentReader() {}

  /**
   * Reads it in a snapshot of its own.
   *
   * @param connection in auto-commit mode; as a role that may read every table
   */
  public static ContentDigest read(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try {
      execute(connection, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
      return readInTransaction(connection);
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  /**
   * Reads it in the transaction that the connection is in.
   *
   * @param connection in a transaction of isolation level REPEATABLE READ
   */
  public static ContentDigest readInTransaction(Connection connection) throws SQLException {
    for (String setting : SETTINGS) {
      execute(connection, setting);
    }
    SortedMap<String, TableDigest> tables = new TreeMap<>();
    for (String table : names(connection, 'r')) {
      // The alias's .* is the row itself even where a column bears the alias's name.
      tables.put(table, digest(connection, "SELECT (r.*)::text AS line FROM ONLY " + table + " r"));
    }
    tables.put(
        LARGE_OBJECTS,
        digest(
            connection,
            "SELECT oid::text || ' ' || md5(lo_get(oid)) AS line"
                + " FROM pg_catalog.pg_largeobject_metadata"));
    return new ContentDigest(tables, sequences(connection));
  }

  /** Where the sequences stand now, whatever the snapshot. */
  public static SortedMap<String, SequencePosition> sequences(Connection connection)
      throws SQLException {
    SortedMap<String, SequencePosition> sequences = new TreeMap<>();
    for (String sequence : names(connection, 'S')) {
      String query =
          "SELECT last_value, is_called, (SELECT seqincrement > 0 FROM pg_catalog.pg_sequence"
              + " WHERE seqrelid = s.tableoid) FROM "
              + sequence
              + " s";
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery(query)) {
        rows.next();
        sequences.put(
            sequence,
            new SequencePosition(rows.getLong(1), rows.getBoolean(2), rows.getBoolean(3)));
      }
    }
    return sequences;
  }

  private static TableDigest digest(Connection connection, String lines) throws SQLException {
    String query =
        "SELECT count(*), coalesce(sum(hashtextextended(line, %d)::numeric), 0) || '/' || coalesce(sum(hashtextextended(line, %d)::numeric), 0) FROM (%s OFFSET 0) l"
            .formatted(FIRST_SEED, SECOND_SEED, lines);
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return new TableDigest(rows.getLong(1), rows.getString(2));
    }
  }

  private static List<String> names(Connection connection, char kind) throws SQLException {
    List<String> names = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(RELATIONS.replace("{kind}", String.valueOf(kind)))) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
