package dev.backline.database.lint;

import dev.backline.database.SqlText;
import dev.backline.database.lint.sql.Action.AddColumn;
import dev.backline.database.lint.sql.Action.AddConstraint;
import dev.backline.database.lint.sql.Action.SetNotNull;
import dev.backline.database.lint.sql.ConstraintKind;
import dev.backline.database.lint.sql.SqlName;
import java.util.Locale;

/** The SQL that gets to the same constraint while others go on. */
final class ConstraintRemedy {

  private ConstraintRemedy() {}

  static String validatedLater(AddConstraint add) {
    String name = add.name().map(SqlName::written).orElseGet(() -> name(add.table(), add.kind()));
    return "ALTER TABLE %s ADD CONSTRAINT %s %s NOT VALID;\n"
            .formatted(add.table(), name, add.definition())
        + validate(add.table(), name);
  }

  static String byIndex(AddConstraint add) {
    String name = add.name().map(SqlName::written).orElseGet(() -> name(add.table(), add.kind()));
    return switch (add.kind()) {
      case UNIQUE, PRIMARY_KEY -> byIndex(add.table(), name, add.kind(), indexed(add.definition()));
      case EXCLUDE, CHECK, FOREIGN_KEY, NOT_NULL ->
          "it can't be built beside others; do it when nobody needs the table";
    };
  }

  static String afterColumn(AddColumn add, ConstraintKind kind) {
    String name = name(add.table(), kind);
    return "add the column without it, and then:\n"
        + switch (kind) {
          case UNIQUE, PRIMARY_KEY -> byIndex(add.table(), name, kind, "(" + add.column() + ")");
          case CHECK, FOREIGN_KEY, EXCLUDE, NOT_NULL ->
              "ALTER TABLE %s ADD CONSTRAINT %s %s … NOT VALID;\n"
                      .formatted(
                          add.table(),
                          name,
                          kind == ConstraintKind.FOREIGN_KEY
                              ? kind + " (" + add.column() + ") REFERENCES"
                              : kind)
                  + validate(add.table(), name);
        };
  }

  static String byCheck(SetNotNull set) {
    String name = SqlText.name(set.table().name() + "_" + set.column().name() + "_not_null");
    return "ALTER TABLE %s ADD CONSTRAINT %s CHECK (%s IS NOT NULL) NOT VALID;\n"
            .formatted(set.table(), name, set.column())
        + validate(set.table(), name)
        + "\nALTER TABLE %s ALTER COLUMN %s SET NOT NULL;\nALTER TABLE %s DROP CONSTRAINT %s;"
            .formatted(set.table(), set.column(), set.table(), name);
  }

  private static String validate(SqlName table, String name) {
    return "then, in a transaction of its own: ALTER TABLE %s VALIDATE CONSTRAINT %s;"
        .formatted(table, name);
  }

  private static String byIndex(SqlName table, String name, ConstraintKind kind, String columns) {
    String first =
        kind == ConstraintKind.PRIMARY_KEY
            ? "first make its columns NOT NULL by way of a check;\n"
            : "";
    return first
        + "outside of a transaction: CREATE UNIQUE INDEX CONCURRENTLY %s ON %s %s;\n"
            .formatted(name, table, columns)
        + "ALTER TABLE %s ADD CONSTRAINT %s %s USING INDEX %s;".formatted(table, name, kind, name);
  }

  /** The columns of {@code UNIQUE (a) INCLUDE (b)}, as CREATE INDEX wants them. */
  private static String indexed(String definition) {
    int start = definition.indexOf('(');
    int end = definition.lastIndexOf(')');
    String columns = start >= 0 && start < end ? definition.substring(start, end + 1) : "(…)";
    boolean nullsEqual =
        definition.toUpperCase(Locale.ROOT).replaceAll("\\s+", " ").contains("NULLS NOT DISTINCT");
    return nullsEqual ? columns + " NULLS NOT DISTINCT" : columns;
  }

  private static String name(SqlName table, ConstraintKind kind) {
    String ending =
        switch (kind) {
          case CHECK -> "check";
          case FOREIGN_KEY -> "fkey";
          case UNIQUE -> "key";
          case PRIMARY_KEY -> "pkey";
          case EXCLUDE -> "excl";
          case NOT_NULL -> "not_null";
        };
    return SqlText.name(table.name() + "_" + ending);
  }
}
