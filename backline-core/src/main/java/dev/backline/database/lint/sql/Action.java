package dev.backline.database.lint.sql;

import java.util.List;
import java.util.Optional;

/** What a statement does, as its text says; each action of an {@code ALTER TABLE} on its own. */
public sealed interface Action {

  /** Something done to one table. */
  sealed interface OnTable extends Action {
    SqlName table();
  }

  /**
   * @param ifNotExists nothing may have been made
   */
  record CreateTable(SqlName table, boolean ifNotExists) implements OnTable {}

  record DropTable(List<SqlName> tables) implements Action {
    public DropTable {
      tables = List.copyOf(tables);
    }
  }

  /**
   * @param name missing if PostgreSQL is to choose one
   * @param only leaves a partitioned table's partitions out, so that nothing is built
   * @param rest what follows the table: method, columns and options
   */
  record CreateIndex(
      Optional<SqlName> name,
      SqlName table,
      boolean concurrently,
      boolean ifNotExists,
      boolean only,
      boolean unique,
      String rest)
      implements OnTable {}

  record DropIndex(List<SqlName> names, boolean concurrently) implements Action {
    public DropIndex {
      names = List.copyOf(names);
    }
  }

  /**
   * @param what {@code TABLE}, {@code INDEX}, {@code SCHEMA} …
   */
  record Reindex(String what, boolean concurrently, Optional<SqlName> name) implements Action {}

  /**
   * @param name missing if PostgreSQL is to choose one
   * @param usingIndex by an index that is there
   * @param neverNull the column of {@code CHECK (column IS NOT NULL)}
   * @param definition from the key word that tells its kind
   */
  record AddConstraint(
      SqlName table,
      Optional<SqlName> name,
      ConstraintKind kind,
      boolean notValid,
      boolean usingIndex,
      Optional<SqlName> neverNull,
      String definition)
      implements OnTable {}

  record ValidateConstraint(SqlName table, SqlName name) implements OnTable {}

  /**
   * @param constraints that the column brings along
   * @param filled whether existing rows get a value: a default, an identity, a computed one
   */
  record AddColumn(
      SqlName table,
      SqlName column,
      List<ConstraintKind> constraints,
      boolean filled,
      String definition)
      implements OnTable {
    public AddColumn {
      constraints = List.copyOf(constraints);
    }
  }

  record DropColumn(SqlName table, SqlName column) implements OnTable {}

  record ChangeType(SqlName table, SqlName column, String type) implements OnTable {}

  record SetNotNull(SqlName table, SqlName column) implements OnTable {}

  record RenameColumn(SqlName table, SqlName from, SqlName to) implements OnTable {}

  record RenameTable(SqlName table, SqlName to) implements OnTable {}

  record MoveTable(SqlName table, SqlName schema) implements OnTable {}

  /**
   * A table stored anew as a whole.
   *
   * @param by the key words, such as {@code VACUUM FULL}
   */
  record StoreAnew(SqlName table, String by) implements OnTable {}

  record Truncate(List<SqlName> tables) implements Action {
    public Truncate {
      tables = List.copyOf(tables);
    }
  }

  /**
   * @param update or else a DELETE
   * @param all without a condition
   */
  record ChangeRows(SqlName table, boolean update, boolean all) implements OnTable {}

  /**
   * @param limited or else it is switched off
   * @param local until the transaction ends
   */
  record SetLockTimeout(boolean limited, boolean local) implements Action {}

  /** Back to what the connection began with. */
  record ResetLockTimeout() implements Action {}

  record Begin() implements Action {}

  /**
   * @param undone or else committed
   * @param chained another transaction begins at once
   */
  record EndTransaction(boolean undone, boolean chained) implements Action {}

  record Other() implements Action {}
}
