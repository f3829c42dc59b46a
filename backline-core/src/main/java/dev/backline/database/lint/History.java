package dev.backline.database.lint;

import dev.backline.database.catalogue.TableName;
import dev.backline.database.lint.sql.Action;
import dev.backline.database.lint.sql.Action.Begin;
import dev.backline.database.lint.sql.Action.ChangeRows;
import dev.backline.database.lint.sql.Action.EndTransaction;
import dev.backline.database.lint.sql.Action.ResetLockTimeout;
import dev.backline.database.lint.sql.Action.SetLockTimeout;
import dev.backline.database.lint.sql.Actions;
import dev.backline.database.lint.sql.SqlName;
import dev.backline.database.lint.sql.SqlScript;
import dev.backline.database.lint.sql.SqlStatement;
import dev.backline.database.trace.TakenLock;
import dev.backline.database.trace.TracedStatement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Puts each message to the server into its surroundings, by going through them in order. */
final class History {

  private final boolean lockTimeoutSet;
  private final Map<Integer, ConnectionState> connections = new HashMap<>();
  private final List<Execution> executions = new ArrayList<>();
  private Tables tables;
  private int number;
  private int transactions;

  private History(Tables tables, boolean lockTimeoutSet) {
    this.tables = tables;
    this.lockTimeoutSet = lockTimeoutSet;
  }

  /**
   * All that hold a statement.
   *
   * @param tables production's before the migration
   * @param lockTimeoutSet whether connections begin with a lock timeout
   */
  static List<Execution> of(
      List<TracedStatement> statements, Tables tables, boolean lockTimeoutSet) {
    History history = new History(tables, lockTimeoutSet);
    statements.forEach(history::add);
    return List.copyOf(history.executions);
  }

  private void add(TracedStatement traced) {
    number++;
    List<SqlStatement> statements = SqlScript.statements(traced.sql());
    if (statements.isEmpty()) {
      return;
    }
    ConnectionState connection =
        connections.computeIfAbsent(traced.connection(), _ -> new ConnectionState(lockTimeoutSet));
    boolean implicit = enter(traced, connection, statements);
    int shared = connection.inTransaction() ? connection.transaction() : ++transactions;
    Set<TakenLock> heldBefore = Set.copyOf(connection.held());
    Map<TableName, Long> rowsBefore = Map.copyOf(connection.rows());

    List<Part> parts = new ArrayList<>();
    boolean timeout = connection.lockTimeout();
    for (SqlStatement statement : statements) {
      Part part = new Part(statement, Actions.of(statement), tables);
      if (parts.stream().allMatch(Part::prepares)) {
        timeout = connection.lockTimeout();
      }
      parts.add(part);
      part.actions().forEach(action -> apply(action, traced, connection));
    }
    leave(traced, connection, parts, implicit);
    executions.add(
        new Execution(number, traced, parts, tables, shared, heldBefore, rowsBefore, timeout));
  }

  /**
   * Begins what the statement shows to be a transaction, and ends what it shows to have ended.
   *
   * @return whether the transaction is only that of several statements in one message
   */
  private boolean enter(
      TracedStatement traced, ConnectionState connection, List<SqlStatement> statements) {
    boolean ends = Actions.of(statements.getFirst()).getFirst() instanceof EndTransaction;
    if (connection.inTransaction() && !traced.inTransaction() && !ends) {
      connection.close();
    }
    boolean implicit =
        !connection.inTransaction() && !traced.inTransaction() && statements.size() > 1;
    if (implicit || traced.inTransaction()) {
      begin(connection);
    }
    return implicit;
  }

  private void leave(
      TracedStatement traced, ConnectionState connection, List<Part> parts, boolean implicit) {
    for (TakenLock lock : traced.locks()) {
      if (lock.created()) {
        tables = tables.without(lock.table());
      }
    }
    boolean begun = parts.stream().flatMap(part -> part.actions(Begin.class)).findAny().isPresent();
    if (implicit && !begun) {
      tables = connection.end(new EndTransaction(traced.failure().isPresent(), false), tables);
    }
    if (connection.inTransaction()) {
      connection.aborted(traced.failure().isPresent());
      connection.held().addAll(traced.locks());
      parts.stream()
          .flatMap(part -> part.actions(ChangeRows.class))
          .flatMap(change -> table(change.table(), traced, connection).stream())
          .findFirst()
          .ifPresent(table -> connection.rows().merge(table, traced.rows().orElse(0), Long::sum));
    }
  }

  private void apply(Action action, TracedStatement traced, ConnectionState connection) {
    if (action instanceof EndTransaction end) {
      boolean undone = end.undone() || traced.failure().isPresent();
      tables = connection.end(new EndTransaction(undone, end.chained()), tables);
      if (end.chained()) {
        begin(connection);
      }
    } else if (traced.failure().isEmpty()) {
      switch (action) {
        case Begin _ -> begin(connection);
        case SetLockTimeout set -> connection.apply(set);
        case ResetLockTimeout _ -> connection.resetTimeout();
        case Action other -> tables = tables.after(other, name -> table(name, traced, connection));
      }
    }
  }

  private Optional<TableName> table(
      SqlName name, TracedStatement traced, ConnectionState connection) {
    return Execution.table(
        name, Stream.concat(connection.held().stream(), traced.locks().stream()), tables);
  }

  private void begin(ConnectionState connection) {
    if (!connection.inTransaction()) {
      connection.begin(++transactions, tables);
    }
  }
}
