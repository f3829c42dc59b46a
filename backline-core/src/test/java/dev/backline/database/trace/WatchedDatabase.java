package dev.backline.database.trace;

import dev.backline.database.DatabaseAccess;
import dev.backline.database.TestDatabases;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.function.BooleanSupplier;

/** A database of its own, and a trace of what its role does there. */
final class WatchedDatabase implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final DatabaseAccess role;
  private final DatabaseAccess admin;
  private final ProxyTrace trace;

  private WatchedDatabase(DatabaseAccess role, DatabaseAccess admin) {
    this.role = role;
    this.admin = admin;
    this.trace = ProxyTrace.open(admin);
  }

  static WatchedDatabase open(String... preparation) {
    DatabaseAccess role = TestDatabases.fresh("traced");
    TestDatabases.execute(role, preparation);
    return new WatchedDatabase(role, TestDatabases.admin().to(role.name()));
  }

  /** Watched by one who may make no event triggers. */
  static WatchedDatabase openWithoutSuperuser(String... preparation) {
    DatabaseAccess role = TestDatabases.fresh("traced");
    TestDatabases.execute(role, preparation);
    return new WatchedDatabase(role, role);
  }

  ProxyTrace trace() {
    return trace;
  }

  /** As superuser, past the trace. */
  DatabaseAccess admin() {
    return TestDatabases.admin().to(admin.name());
  }

  DatabaseAccess through() {
    return trace.through(role);
  }

  /**
   * @param mode of queries, as pgjdbc calls it ({@code preferQueryMode})
   */
  Connection connect(String mode) throws SQLException {
    return connect(mode, "prepareThreshold", "5");
  }

  Connection connect(String mode, String setting, String value) throws SQLException {
    return connect(through(), mode, setting, value);
  }

  static Connection connect(DatabaseAccess way, String mode, String setting, String value)
      throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", way.user().value());
    properties.setProperty("password", way.password().reveal());
    properties.setProperty("preferQueryMode", mode);
    properties.setProperty("socketTimeout", Long.toString(PATIENCE.toSeconds()));
    properties.setProperty(setting, value);
    return DriverManager.getConnection(way.jdbcUrl(), properties);
  }

  static void execute(Connection connection, String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** In one transaction. */
  static void transact(Connection connection, String... statements) throws SQLException {
    connection.setAutoCommit(false);
    execute(connection, statements);
    connection.commit();
    connection.setAutoCommit(true);
  }

  static String query(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return Objects.toString(rows.getString(1));
    }
  }

  /** The one statement whose text begins so. */
  TracedStatement told(String beginning) {
    List<TracedStatement> found =
        trace.statements().stream()
            .filter(statement -> statement.sql().startsWith(beginning))
            .toList();
    if (found.size() != 1) {
      throw new AssertionError(beginning + " is there " + found.size() + " times: " + sqls());
    }
    return found.getFirst();
  }

  List<String> sqls() {
    return trace.statements().stream().map(TracedStatement::sql).toList();
  }

  /** Whether somebody executes a statement that begins so. */
  boolean isRunning(String beginning) {
    return !TestDatabases.query(
            admin(),
            "SELECT 1 FROM pg_stat_activity WHERE datname = current_database()"
                + " AND state = 'active' AND starts_with(query, '"
                + beginning
                + "')")
        .isEmpty();
  }

  /** How many connections the database's own role has. */
  long backends() {
    return TestDatabases.query(
            admin(),
            "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND usename = '"
                + role.user()
                + "'")
        .size();
  }

  /** Waits for what must come about, looking again and again. */
  static void await(BooleanSupplier condition, String what) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("did not come about: " + what);
      }
      Thread.onSpinWait();
    }
  }

  @Override
  public void close() {
    trace.close();
  }
}
