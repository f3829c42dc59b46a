package dev.backline.database.lint;

import dev.backline.database.DatabaseAccess;
import dev.backline.database.TestDatabases;
import dev.backline.database.catalogue.NotNullCheck;
import dev.backline.database.catalogue.NotNullChecks;
import dev.backline.database.catalogue.TableName;
import dev.backline.database.trace.LockMode;
import dev.backline.database.trace.TakenLock;
import dev.backline.database.trace.TracedStatement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** Statements on a real server, with the locks that its own transaction sees; undone at the end. */
final class RealTrace implements AutoCloseable {

  private static final String LOCKS =
      """
      SELECT n.nspname, c.relname, l.mode
      FROM pg_locks l JOIN pg_class c ON c.oid = l.relation JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE l.pid = pg_backend_pid() AND c.relkind IN ('r', 'p') AND n.nspname !~ '^pg_'
      """;

  private static final String FILES =
      "SELECT oid::regclass::text, pg_relation_filenode(oid) FROM pg_class"
          + " WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace";

  private final Connection connection;
  private final List<NotNullCheck> checks;
  private final Set<String> before;
  private final List<TracedStatement> statements = new ArrayList<>();

  RealTrace(DatabaseAccess database) {
    try {
      checks = NotNullChecks.read(database, TestDatabases.LIMIT);
      connection = database.connect(TestDatabases.LIMIT);
      before = files().keySet();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What was checked before all statements. */
  List<NotNullCheck> checks() {
    return checks;
  }

  List<TracedStatement> statements() {
    return List.copyOf(statements);
  }

  /** Executes it in the one transaction. */
  void run(String sql) {
    trace(sql, true);
  }

  /** Executes it in no transaction but its own, so that its locks can't be seen. */
  void runAlone(String sql) {
    trace(sql, false);
  }

  /** The strongest lock that any statement took on a table. */
  String strongest(String table) {
    return statements.stream()
        .flatMap(statement -> statement.locks().stream())
        .filter(lock -> lock.table().table().equals(table))
        .map(TakenLock::mode)
        .max(Comparator.naturalOrder())
        .map(LockMode::name)
        .orElse("none");
  }

  boolean rewrote(String table) {
    return statements.stream()
        .anyMatch(statement -> statement.rewritten().contains(TableName.ofPublic(table)));
  }

  @Override
  public void close() {
    try {
      if (!connection.getAutoCommit()) {
        connection.rollback();
      }
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void trace(String sql, boolean inTransaction) {
    try (Statement statement = connection.createStatement()) {
      connection.setAutoCommit(!inTransaction);
      Map<String, Long> filesBefore = files();
      Set<TakenLock> held = inTransaction ? locks() : Set.of();
      statement.execute(sql);
      int rows = statement.getUpdateCount();
      Set<TakenLock> taken = new HashSet<>(inTransaction ? locks() : Set.of());
      taken.removeAll(held);
      statements.add(
          new TracedStatement(
              1,
              sql,
              inTransaction,
              Duration.ofMillis(2),
              rows < 0 ? OptionalLong.empty() : OptionalLong.of(rows),
              List.copyOf(taken),
              rewritten(filesBefore, files()),
              Optional.empty()));
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private static Set<TableName> rewritten(Map<String, Long> before, Map<String, Long> after) {
    return before.keySet().stream()
        .filter(table -> after.containsKey(table) && !after.get(table).equals(before.get(table)))
        .map(TableName::ofPublic)
        .collect(Collectors.toSet());
  }

  private Map<String, Long> files() throws SQLException {
    Map<String, Long> files = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(FILES)) {
      while (rows.next()) {
        files.put(rows.getString(1), rows.getLong(2));
      }
    }
    return files;
  }

  private Set<TakenLock> locks() throws SQLException {
    Set<TakenLock> locks = new HashSet<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(LOCKS)) {
      while (rows.next()) {
        String mode = rows.getString(3);
        String table = rows.getString(2);
        locks.add(
            new TakenLock(
                new TableName(rows.getString(1), table),
                Arrays.stream(LockMode.values())
                    .filter(one -> one.catalogueName().equals(mode))
                    .findFirst()
                    .orElseThrow(),
                !before.contains(table)));
      }
    }
    return locks;
  }
}
