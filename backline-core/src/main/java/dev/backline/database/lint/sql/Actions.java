package dev.backline.database.lint.sql;

import dev.backline.database.lint.sql.Action.Begin;
import dev.backline.database.lint.sql.Action.ChangeRows;
import dev.backline.database.lint.sql.Action.CreateTable;
import dev.backline.database.lint.sql.Action.DropTable;
import dev.backline.database.lint.sql.Action.EndTransaction;
import dev.backline.database.lint.sql.Action.Other;
import dev.backline.database.lint.sql.Action.StoreAnew;
import dev.backline.database.lint.sql.Action.Truncate;
import java.util.List;
import java.util.Optional;

/** Reads what a statement does. What it doesn't know is {@link Other}, never a failure. */
public final class Actions {

  private Actions() {}

  /** At least one. */
  public static List<Action> of(SqlStatement statement) {
    Words words = statement.words();
    if (words.skip("ALTER", "TABLE")) {
      List<Action> actions = AlterTable.actions(words);
      return actions.isEmpty() ? List.of(new Other()) : actions;
    }
    Optional<? extends Action> action = action(words);
    return List.of(action.isPresent() ? action.get() : new Other());
  }

  private static Optional<? extends Action> action(Words words) {
    if (words.skip("CREATE")) {
      return create(words);
    }
    if (words.skip("DROP", "TABLE")) {
      words.skip("IF", "EXISTS");
      return Optional.of(new DropTable(words.names()));
    }
    if (words.skip("DROP", "INDEX")) {
      return Optional.of(IndexActions.drop(words));
    }
    if (words.skip("REINDEX")) {
      return Optional.of(IndexActions.reindex(words));
    }
    if (words.skip("CLUSTER")) {
      words.parentheses();
      words.skip("VERBOSE");
      return words.name().map(table -> new StoreAnew(table, "CLUSTER"));
    }
    if (words.skip("VACUUM")) {
      return vacuum(words);
    }
    if (words.skip("TRUNCATE")) {
      words.skip("TABLE");
      words.skip("ONLY");
      return Optional.of(new Truncate(words.names()));
    }
    return transaction(words).or(() -> LockTimeouts.action(words)).or(() -> changeOfRows(words));
  }

  private static Optional<? extends Action> create(Words words) {
    for (String kind : List.of("GLOBAL", "LOCAL", "TEMPORARY", "TEMP", "UNLOGGED")) {
      words.skip(kind);
    }
    if (words.skip("TABLE")) {
      boolean ifNotExists = words.skip("IF", "NOT", "EXISTS");
      return words.name().map(table -> new CreateTable(table, ifNotExists));
    }
    return IndexActions.create(words);
  }

  private static Optional<Action> vacuum(Words words) {
    boolean full =
        words
            .parentheses()
            .map(options -> options.have("FULL"))
            .orElseGet(() -> words.skip("FULL"));
    for (String option : List.of("FREEZE", "VERBOSE", "ANALYZE")) {
      words.skip(option);
    }
    return full ? words.name().map(table -> new StoreAnew(table, "VACUUM FULL")) : Optional.empty();
  }

  private static Optional<Action> transaction(Words words) {
    if (words.skip("BEGIN") || words.skip("START", "TRANSACTION")) {
      return Optional.of(new Begin());
    }
    boolean undone = words.at("ROLLBACK") || words.at("ABORT");
    boolean ends =
        words.skip("COMMIT")
            || words.skip("END")
            || words.skip("ROLLBACK")
            || words.skip("ABORT")
            || words.skip("PREPARE", "TRANSACTION");
    if (!ends || words.at("PREPARED")) {
      return Optional.empty();
    }
    if (!words.skip("WORK")) {
      words.skip("TRANSACTION");
    }
    // Back to a savepoint is still within the transaction.
    return words.at("TO")
        ? Optional.empty()
        : Optional.of(new EndTransaction(undone, words.at("AND", "CHAIN")));
  }

  /** Also one that begins with WITH and changes rows at its end. */
  private static Optional<Action> changeOfRows(Words words) {
    if (!words.at("WITH") && !words.at("UPDATE") && !words.at("DELETE")) {
      return Optional.empty();
    }
    Optional<Words> updated = words.find("UPDATE");
    Optional<Words> changed = updated.or(() -> words.find("DELETE", "FROM"));
    changed.ifPresent(rest -> rest.skip("ONLY"));
    boolean all = changed.filter(rest -> !rest.have("WHERE")).isPresent();
    return changed
        .flatMap(Words::name)
        .map(table -> new ChangeRows(table, updated.isPresent(), all));
  }
}
