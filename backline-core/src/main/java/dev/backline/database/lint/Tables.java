package dev.backline.database.lint;

import dev.backline.database.catalogue.NotNullCheck;
import dev.backline.database.catalogue.TableName;
import dev.backline.database.catalogue.TableSize;
import dev.backline.database.lint.sql.Action;
import dev.backline.database.lint.sql.Action.AddConstraint;
import dev.backline.database.lint.sql.Action.CreateTable;
import dev.backline.database.lint.sql.Action.DropTable;
import dev.backline.database.lint.sql.Action.MoveTable;
import dev.backline.database.lint.sql.Action.RenameTable;
import dev.backline.database.lint.sql.Action.ValidateConstraint;
import dev.backline.database.lint.sql.SqlName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Production's tables under the names that they have at one moment of the migration. What the
 * migration makes itself is not among them: nobody uses it yet.
 */
record Tables(Map<TableName, TableSize> sizes, Set<NotNullCheck> checks) {

  Tables {
    sizes = Map.copyOf(sizes);
    checks = Set.copyOf(checks);
  }

  Optional<TableSize> size(TableName table) {
    return Optional.ofNullable(sizes.get(table));
  }

  /** The table of that name: in the public schema, or else the only one. */
  Optional<TableName> named(SqlName name) {
    if (name.schema().isPresent()) {
      return Optional.of(new TableName(name.schema().get(), name.name()));
    }
    List<TableName> same =
        sizes.keySet().stream().filter(table -> table.table().equals(name.name())).toList();
    TableName inPublic = TableName.ofPublic(name.name());
    if (same.contains(inPublic)) {
      return Optional.of(inPublic);
    }
    return same.size() == 1 ? Optional.of(same.getFirst()) : Optional.empty();
  }

  boolean neverNull(TableName table, String column) {
    return checks.stream()
        .anyMatch(
            check -> check.valid() && check.table().equals(table) && check.column().equals(column));
  }

  /**
   * How they are after an action that succeeded.
   *
   * @param which finds the table that a name of the statement means
   */
  Tables after(Action action, Function<SqlName, Optional<TableName>> which) {
    Map<TableName, TableSize> changed = new HashMap<>(sizes);
    Set<NotNullCheck> checked = new HashSet<>(checks);
    switch (action) {
      case CreateTable(SqlName table, boolean ifNotExists) -> {
        if (!ifNotExists) {
          which.apply(table).ifPresent(changed::remove);
        }
      }
      case DropTable(List<SqlName> tables) ->
          tables.forEach(table -> which.apply(table).ifPresent(changed::remove));
      case RenameTable(SqlName table, SqlName to) ->
          which
              .apply(table)
              .ifPresent(from -> move(changed, from, new TableName(from.schema(), to.name())));
      case MoveTable(SqlName table, SqlName schema) ->
          which
              .apply(table)
              .ifPresent(from -> move(changed, from, new TableName(schema.name(), from.table())));
      case AddConstraint add ->
          which.apply(add.table()).ifPresent(table -> add(checked, table, add));
      case ValidateConstraint(SqlName table, SqlName name) ->
          which.apply(table).ifPresent(on -> validate(checked, on, name.name()));
      case Action.CreateIndex _,
          Action.DropIndex _,
          Action.Reindex _,
          Action.AddColumn _,
          Action.DropColumn _,
          Action.ChangeType _,
          Action.SetNotNull _,
          Action.RenameColumn _,
          Action.StoreAnew _,
          Action.Truncate _,
          Action.ChangeRows _,
          Action.SetLockTimeout _,
          Action.ResetLockTimeout _,
          Action.Begin _,
          Action.EndTransaction _,
          Action.Other _ -> {}
    }
    return new Tables(changed, checked);
  }

  /** Without one that turned out to be made by the migration. */
  Tables without(TableName table) {
    Map<TableName, TableSize> left = new HashMap<>(sizes);
    left.remove(table);
    return new Tables(left, checks);
  }

  private static void move(Map<TableName, TableSize> sizes, TableName from, TableName to) {
    TableSize size = sizes.remove(from);
    if (size != null) {
      sizes.put(to, size);
    }
  }

  private static void add(Set<NotNullCheck> checks, TableName table, AddConstraint add) {
    add.neverNull()
        .ifPresent(column ->
            checks.add(
                new NotNullCheck(
                    table,
                    add.name().map(SqlName::name).orElse(""),
                    column.name(),
                    !add.notValid())));
  }

  private static void validate(Set<NotNullCheck> checks, TableName table, String constraint) {
    List<NotNullCheck> validated =
        checks.stream()
            .filter(check -> check.table().equals(table) && check.constraint().equals(constraint))
            .map(NotNullCheck::validated)
            .toList();
    checks.addAll(validated);
  }
}
