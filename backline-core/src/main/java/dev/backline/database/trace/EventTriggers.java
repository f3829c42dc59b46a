package dev.backline.database.trace;

import dev.backline.database.DatabaseAccess;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Makes the server itself tell, in the stream of whoever runs the statement, which tables it
 * rewrites and what locks a command of DDL holds at its end (PostgreSQL manual, chapter 40). They
 * tell it by INFO messages, which reach the client whatever {@code client_min_messages} is.
 */
final class EventTriggers {

  static final String SCHEMA = "backline_trace";

  /** The message of all that they tell; what it is lies in the detail. */
  static final String MARK = "backline_trace";

  static final String REWRITE = "rewrite ";
  static final String LOCKS = "locks ";

  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** Not allowed to, or no PL/pgSQL there: tables' files have to do. */
  private static final Set<String> IMPOSSIBLE = Set.of("42501", "42704");

  private static final String[] REMOVAL = {
    "DROP EVENT TRIGGER IF EXISTS backline_trace_rewrite",
    "DROP EVENT TRIGGER IF EXISTS backline_trace_locks",
    "DROP SCHEMA IF EXISTS backline_trace CASCADE"
  };

  /**
   * As the admin, and with a path of their own, so that nothing that the tool sets can make them
   * fail; and in replica mode, too.
   */
  private static final String[] INSTALLATION = {
    "CREATE SCHEMA backline_trace",
    """
    CREATE FUNCTION backline_trace.tell_rewrite() RETURNS event_trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    BEGIN
      RAISE INFO USING MESSAGE = 'backline_trace',
        DETAIL = 'rewrite ' || pg_event_trigger_table_rewrite_oid();
    END $$
    """,
    """
    CREATE FUNCTION backline_trace.tell_locks() RETURNS event_trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    BEGIN
      RAISE INFO USING MESSAGE = 'backline_trace', DETAIL = 'locks ' || coalesce((
        SELECT string_agg(relation || ' ' || mode, ' ') FROM pg_locks
        WHERE pid = pg_backend_pid() AND locktype = 'relation' AND granted AND relation >= 16384
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database())), '');
    END $$
    """,
    "CREATE EVENT TRIGGER backline_trace_rewrite ON table_rewrite"
        + " EXECUTE FUNCTION backline_trace.tell_rewrite()",
    "CREATE EVENT TRIGGER backline_trace_locks ON ddl_command_end"
        + " EXECUTE FUNCTION backline_trace.tell_locks()",
    "ALTER EVENT TRIGGER backline_trace_rewrite ENABLE ALWAYS",
    "ALTER EVENT TRIGGER backline_trace_locks ENABLE ALWAYS"
  };

  /** Only those of the role itself, if the admin is no superuser. */
  private static final String ENDING =
      """
      SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE pid = %d AND datname = current_database() AND pg_has_role(usesysid, 'MEMBER')
      """;

  private EventTriggers() {}

  /** Makes them, in place of those that a crash left; false if this admin can't. */
  static boolean install(DatabaseAccess admin) throws SQLException {
    try (Connection connection = admin.connect(LIMIT)) {
      connection.setAutoCommit(false);
      execute(connection, REMOVAL);
      execute(connection, INSTALLATION);
      connection.commit();
      return true;
    } catch (SQLException e) {
      if (IMPOSSIBLE.contains(String.valueOf(e.getSQLState()))) {
        return false;
      }
      throw e;
    }
  }

  /**
   * @param backends that may still be executing what nobody waits for any more: they are ended
   */
  static void remove(DatabaseAccess admin, List<Integer> backends) throws SQLException {
    try (Connection connection = admin.connect(LIMIT)) {
      for (int backend : backends) {
        execute(connection, ENDING.formatted(backend));
      }
      connection.setAutoCommit(false);
      execute(connection, REMOVAL);
      connection.commit();
    }
  }

  private static void execute(Connection connection, String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
