package dev.backline.database.catalogue;

import dev.backline.database.DatabaseAccess;
import dev.backline.failure.Failure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Reads how big a database's tables are, from the catalogue and without reading a row. */
public final class TableSizes {

  /** A guess on the high side, for tables that nothing has counted yet. */
  private static final int ROWS_ON_A_PAGE = 128;

  /** As the planner does: so many rows on a page when counted, times the pages of today. */
  private static final String QUERY =
      """
      WITH page AS (SELECT current_setting('block_size')::int AS bytes),
      measured AS (
        SELECT c.oid, c.reltuples, c.relpages,
          ceil(coalesce(pg_catalog.pg_relation_size(c.oid), 0)::numeric / page.bytes) AS pages,
          coalesce(pg_catalog.pg_total_relation_size(c.oid), 0) AS bytes
        FROM pg_catalog.pg_class c, page
        WHERE c.relkind = 'r'),
      stored AS (
        SELECT oid, bytes,
          CASE WHEN reltuples >= 0 AND relpages > 0 THEN reltuples::numeric / relpages * pages
            ELSE pages * {rows} END AS rows
        FROM measured)
      SELECT n.nspname, c.relname, coalesce(round(sum(s.rows)), 0), coalesce(sum(s.bytes), 0)
      FROM pg_catalog.pg_class c
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      LEFT JOIN LATERAL (
        SELECT c.oid AS part WHERE c.relkind = 'r'
        UNION ALL
        SELECT t.relid FROM pg_catalog.pg_partition_tree(c.oid) t WHERE c.relkind = 'p') p ON true
      LEFT JOIN stored s ON s.oid = p.part
      WHERE c.relkind IN ('r', 'p') AND c.relpersistence <> 't'
        AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp)'
      GROUP BY c.oid, n.nspname, c.relname
      """
          .replace("{rows}", Integer.toString(ROWS_ON_A_PAGE));

  private TableSizes() {}

  /**
   * All tables, ordinary and partitioned, but PostgreSQL's own and temporary ones. Waits for a
   * table that somebody has locked wholly.
   *
   * @param limit of waiting and reading together
   * @throws dev.backline.failure.BacklineException with {@code UNAVAILABLE} if they can't be read
   */
  public static Map<TableName, TableSize> read(DatabaseAccess database, Duration limit) {
    Map<TableName, TableSize> sizes = new HashMap<>();
    try (Connection connection = database.connect(limit);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(QUERY)) {
      while (rows.next()) {
        sizes.put(
            new TableName(rows.getString(1), rows.getString(2)),
            new TableSize(rows.getLong(3), rows.getLong(4)));
      }
    } catch (SQLException e) {
      throw Failure.unavailable(
              "reading the sizes of the tables of " + database.name(),
              String.valueOf(e.getMessage()),
              "see that the database answers, and that nobody keeps a table locked (pg_locks)")
          .toException(e);
    }
    return Map.copyOf(sizes);
  }
}
