package dev.backline.database.lint.sql;

import dev.backline.database.lint.sql.Action.AddColumn;
import dev.backline.database.lint.sql.Action.AddConstraint;
import dev.backline.database.lint.sql.Action.ChangeType;
import dev.backline.database.lint.sql.Action.DropColumn;
import dev.backline.database.lint.sql.Action.MoveTable;
import dev.backline.database.lint.sql.Action.RenameColumn;
import dev.backline.database.lint.sql.Action.RenameTable;
import dev.backline.database.lint.sql.Action.SetNotNull;
import dev.backline.database.lint.sql.Action.StoreAnew;
import dev.backline.database.lint.sql.Action.ValidateConstraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the actions of an {@code ALTER TABLE} (PostgreSQL manual, ALTER TABLE). */
final class AlterTable {

  /** What gives existing rows a value in a new column. */
  private static final List<String> FILLED =
      List.of("DEFAULT", "GENERATED", "SERIAL", "BIGSERIAL", "SMALLSERIAL");

  private final SqlName table;

  private AlterTable(SqlName table) {
    this.table = table;
  }

  /**
   * Those that are known, in their order.
   *
   * @param words behind {@code ALTER TABLE}
   */
  static List<Action> actions(Words words) {
    words.skip("IF", "EXISTS");
    words.skip("ONLY");
    Optional<SqlName> table = words.name();
    words.skipSymbol('*');
    List<Action> actions = new ArrayList<>();
    if (table.isPresent()) {
      AlterTable alter = new AlterTable(table.get());
      words.split().forEach(part -> alter.action(part).ifPresent(actions::add));
    }
    return actions;
  }

  private Optional<? extends Action> action(Words words) {
    if (words.skip("ADD")) {
      return add(words);
    }
    if (words.skip("ALTER")) {
      words.skip("COLUMN");
      return words.name().flatMap(column -> alterColumn(column, words));
    }
    if (words.skip("DROP")) {
      return words.at("CONSTRAINT") ? Optional.empty() : dropColumn(words);
    }
    if (words.skip("RENAME")) {
      return words.at("CONSTRAINT") ? Optional.empty() : rename(words);
    }
    if (words.skip("VALIDATE", "CONSTRAINT")) {
      return words.name().map(name -> new ValidateConstraint(table, name));
    }
    if (words.skip("SET", "SCHEMA")) {
      return words.name().map(schema -> new MoveTable(table, schema));
    }
    return storage(words).map(by -> new StoreAnew(table, by));
  }

  private static Optional<String> storage(Words words) {
    List<String> ways = List.of("LOGGED", "UNLOGGED", "TABLESPACE", "ACCESS METHOD");
    return words.skip("SET")
        ? ways.stream().filter(way -> words.at(way.split(" ", -1))).findFirst().map("SET "::concat)
        : Optional.empty();
  }

  private Optional<? extends Action> add(Words words) {
    Optional<SqlName> name = words.skip("CONSTRAINT") ? words.name() : Optional.empty();
    String definition = words.line();
    for (ConstraintKind kind : ConstraintKind.values()) {
      if (isConstraint(kind, words)) {
        return Optional.of(constraint(name, kind, words, definition));
      }
    }
    words.skip("COLUMN");
    words.skip("IF", "NOT", "EXISTS");
    return words.name().map(column -> column(column, words));
  }

  /** A column may be named "exclude" without quotes, as that word is not reserved. */
  private static boolean isConstraint(ConstraintKind kind, Words words) {
    return kind == ConstraintKind.EXCLUDE
        ? words.at("EXCLUDE", "USING") || words.at("EXCLUDE") && words.atOpening(1)
        : words.at(kind.keywords());
  }

  private AddConstraint constraint(
      Optional<SqlName> name, ConstraintKind kind, Words words, String definition) {
    words.skip(kind.keywords());
    boolean usingIndex = words.at("USING", "INDEX") && !words.at("USING", "INDEX", "TABLESPACE");
    boolean notValid = words.have("NOT", "VALID");
    Optional<SqlName> neverNull =
        kind == ConstraintKind.CHECK
            ? words.parentheses().flatMap(AlterTable::neverNull)
            : Optional.empty();
    return new AddConstraint(table, name, kind, notValid, usingIndex, neverNull, definition);
  }

  /** The column of {@code (column IS NOT NULL)}. */
  private static Optional<SqlName> neverNull(Words condition) {
    Optional<Words> inner = condition.parentheses();
    if (inner.isPresent()) {
      return neverNull(inner.get());
    }
    Optional<SqlName> column = condition.name();
    return condition.skip("IS", "NOT", "NULL") && condition.atEnd() ? column : Optional.empty();
  }

  private AddColumn column(SqlName column, Words words) {
    List<ConstraintKind> constraints = new ArrayList<>();
    for (ConstraintKind kind : ConstraintKind.values()) {
      String[] keywords =
          kind == ConstraintKind.FOREIGN_KEY ? new String[] {"REFERENCES"} : kind.keywords();
      if (words.have(keywords)) {
        constraints.add(kind);
      }
    }
    boolean filled = FILLED.stream().anyMatch(keyword -> words.have(keyword));
    return new AddColumn(table, column, constraints, filled, words.line());
  }

  private Optional<Action> alterColumn(SqlName column, Words words) {
    if (words.skip("SET", "NOT", "NULL")) {
      return Optional.of(new SetNotNull(table, column));
    }
    if (words.skip("TYPE") || words.skip("SET", "DATA", "TYPE")) {
      return Optional.of(new ChangeType(table, column, words.line()));
    }
    return Optional.empty();
  }

  private Optional<DropColumn> dropColumn(Words words) {
    words.skip("COLUMN");
    words.skip("IF", "EXISTS");
    return words.name().map(column -> new DropColumn(table, column));
  }

  private Optional<Action> rename(Words words) {
    if (words.skip("TO")) {
      return words.name().map(to -> new RenameTable(table, to));
    }
    words.skip("COLUMN");
    Optional<SqlName> from = words.name();
    words.skip("TO");
    Optional<SqlName> to = words.name();
    return from.isPresent() && to.isPresent()
        ? Optional.of(new RenameColumn(table, from.get(), to.get()))
        : Optional.empty();
  }
}
