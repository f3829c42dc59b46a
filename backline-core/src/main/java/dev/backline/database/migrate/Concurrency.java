package dev.backline.database.migrate;

import dev.backline.database.lint.sql.Action;
import dev.backline.database.lint.sql.Actions;
import dev.backline.database.lint.sql.SqlScript;
import dev.backline.database.lint.sql.SqlStatement;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Whether migrations work on tables without keeping anybody from them (PostgreSQL manual, "Explicit
 * Locking", SHARE UPDATE EXCLUSIVE).
 *
 * @param some an index is made, made anew or dropped {@code CONCURRENTLY}
 * @param nothingElse and no statement takes a lock that others would have to wait behind
 */
record Concurrency(boolean some, boolean nothingElse) {

  /** How statements begin that take no such lock, and with which tools keep their books. */
  private static final Set<String> HARMLESS =
      Set.of(
          "SELECT",
          "INSERT",
          "VALUES",
          "SET",
          "RESET",
          "SHOW",
          "DISCARD",
          "COMMENT",
          "ANALYZE",
          "SAVEPOINT",
          "RELEASE");

  private enum Kind {
    CONCURRENT,
    HARMLESS,
    LOCKING
  }

  static Concurrency of(List<String> statements) {
    List<Kind> kinds =
        statements.stream()
            .flatMap(sql -> SqlScript.statements(sql).stream())
            .flatMap(
                statement -> Actions.of(statement).stream().map(action -> kind(action, statement)))
            .toList();
    boolean some = kinds.contains(Kind.CONCURRENT);
    return new Concurrency(some, some && !kinds.contains(Kind.LOCKING));
  }

  private static Kind kind(Action action, SqlStatement statement) {
    return switch (action) {
      case Action.CreateIndex index -> concurrent(index.concurrently());
      case Action.DropIndex index -> concurrent(index.concurrently());
      case Action.Reindex index -> concurrent(index.concurrently());
      case Action.CreateTable _,
          Action.ValidateConstraint _,
          Action.SetLockTimeout _,
          Action.ResetLockTimeout _,
          Action.Begin _,
          Action.EndTransaction _ ->
          Kind.HARMLESS;
      case Action.ChangeRows rows -> ofItsBooks(rows) ? Kind.HARMLESS : Kind.LOCKING;
      case Action.Other _ -> HARMLESS.contains(firstWord(statement)) ? Kind.HARMLESS : Kind.LOCKING;
      case Action.DropTable _,
          Action.AddConstraint _,
          Action.AddColumn _,
          Action.DropColumn _,
          Action.ChangeType _,
          Action.SetNotNull _,
          Action.RenameColumn _,
          Action.RenameTable _,
          Action.MoveTable _,
          Action.StoreAnew _,
          Action.Truncate _ ->
          Kind.LOCKING;
    };
  }

  /** The tool's own tables: rows of the app's are what others may wait for. */
  private static boolean ofItsBooks(Action.ChangeRows rows) {
    return MigrationTables.KNOWN.stream()
        .anyMatch(table -> table.table().equals(rows.table().name()));
  }

  private static Kind concurrent(boolean concurrently) {
    return concurrently ? Kind.CONCURRENT : Kind.LOCKING;
  }

  private static String firstWord(SqlStatement statement) {
    return statement.line().split("\\W", 2)[0].toUpperCase(Locale.ROOT);
  }
}
