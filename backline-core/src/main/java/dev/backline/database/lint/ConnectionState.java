package dev.backline.database.lint;

import dev.backline.database.catalogue.TableName;
import dev.backline.database.lint.sql.Action.EndTransaction;
import dev.backline.database.lint.sql.Action.SetLockTimeout;
import dev.backline.database.trace.TakenLock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where one connection stands in the migration. */
final class ConnectionState {

  private final boolean timeoutAtFirst;
  private boolean timeout;
  private Optional<Boolean> localTimeout = Optional.empty();
  private boolean timeoutAtBegin;
  private boolean aborted;
  private int transaction;
  private Optional<Tables> tablesAtBegin = Optional.empty();

  private final Set<TakenLock> held = new HashSet<>();
  private final Map<TableName, Long> rows = new HashMap<>();

  ConnectionState(boolean timeoutAtFirst) {
    this.timeoutAtFirst = timeoutAtFirst;
    timeout = timeoutAtFirst;
  }

  boolean inTransaction() {
    return tablesAtBegin.isPresent();
  }

  boolean lockTimeout() {
    return localTimeout.orElse(timeout);
  }

  Set<TakenLock> held() {
    return held;
  }

  Map<TableName, Long> rows() {
    return rows;
  }

  /** The number of the transaction that is open. */
  int transaction() {
    return transaction;
  }

  void begin(int number, Tables tables) {
    transaction = number;
    tablesAtBegin = Optional.of(tables);
    timeoutAtBegin = timeout;
  }

  /** Whether its last statement failed, so that a COMMIT would undo the transaction. */
  void aborted(boolean failed) {
    aborted = failed;
  }

  /** Returns how the tables are after it: what is undone never was. */
  Tables end(EndTransaction end, Tables tables) {
    boolean undone = end.undone() || aborted;
    Tables left = undone ? tablesAtBegin.orElse(tables) : tables;
    if (undone && inTransaction()) {
      timeout = timeoutAtBegin;
    }
    close();
    return left;
  }

  /** No transaction is open any more, however it ended. */
  void close() {
    tablesAtBegin = Optional.empty();
    localTimeout = Optional.empty();
    aborted = false;
    held.clear();
    rows.clear();
  }

  void apply(SetLockTimeout set) {
    if (!set.local()) {
      timeout = set.limited();
      localTimeout = Optional.empty();
    } else if (inTransaction()) {
      localTimeout = Optional.of(set.limited());
    }
  }

  void resetTimeout() {
    timeout = timeoutAtFirst;
    localTimeout = Optional.empty();
  }
}
