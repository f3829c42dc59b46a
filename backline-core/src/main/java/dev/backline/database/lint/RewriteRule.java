package dev.backline.database.lint;

import dev.backline.database.catalogue.TableName;
import dev.backline.database.lint.sql.Action;
import dev.backline.database.lint.sql.Action.AddColumn;
import dev.backline.database.lint.sql.Action.ChangeType;
import dev.backline.database.lint.sql.Action.StoreAnew;
import dev.backline.database.lint.sql.Action.Truncate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A big table is not written anew; seen, or said by the text where that is always so. */
final class RewriteRule {

  private static final String UNKNOWN =
      "see which part of the statement does it (PostgreSQL manual, ALTER TABLE, notes), and do it"
          + " on a new column or table that is filled in steps";

  private RewriteRule() {}

  static List<Finding> found(Scene scene) {
    Set<TableName> rewritten = new HashSet<>(scene.execution().traced().rewritten());
    for (Part part : scene.execution().parts()) {
      part.actions(StoreAnew.class)
          .flatMap(anew -> scene.known(part, anew.table()).stream())
          .forEach(table -> rewritten.add(table.name()));
      // Emptied, not written.
      part.actions(Truncate.class)
          .flatMap(truncate -> truncate.tables().stream())
          .flatMap(name -> scene.known(part, name).stream())
          .forEach(table -> rewritten.remove(table.name()));
    }
    return rewritten.stream().flatMap(table -> finding(scene, table).stream()).toList();
  }

  private static Optional<Finding> finding(Scene scene, TableName rewritten) {
    for (Part part : scene.execution().parts()) {
      Optional<String> remedy =
          part.actions().stream()
              .filter(action -> isOn(scene, part, action, rewritten))
              .flatMap(action -> remedy(action))
              .findFirst();
      if (remedy.isPresent()) {
        return finding(scene, part, rewritten, remedy.get());
      }
    }
    return finding(scene, scene.execution().about(rewritten), rewritten, UNKNOWN);
  }

  private static Optional<Finding> finding(
      Scene scene, Part part, TableName rewritten, String remedy) {
    return scene
        .big(part, rewritten)
        .map(table -> scene.finding(LintRule.TABLE_REWRITTEN, part, table, remedy));
  }

  private static boolean isOn(Scene scene, Part part, Action action, TableName table) {
    return action instanceof Action.OnTable on
        && scene.known(part, on.table()).filter(known -> known.name().equals(table)).isPresent();
  }

  private static Stream<String> remedy(Action action) {
    return switch (action) {
      case ChangeType change -> Stream.of(newColumn(change));
      case AddColumn add when add.filled() -> Stream.of(emptyColumn(add));
      case StoreAnew anew -> Stream.of(beside(anew));
      case Action _ -> Stream.empty();
    };
  }

  private static String newColumn(ChangeType change) {
    String column = change.column().written();
    return """
    ALTER TABLE %1$s ADD COLUMN new_%2$s %3$s;
    fill it in steps of some thousand rows, each in a transaction of its own, a trigger keeping it up;
    drop %2$s and rename new_%2$s once no release uses the old one\
    """
        .formatted(change.table(), column, change.type().replaceFirst("(?is)\\s+USING\\s.*", ""));
  }

  private static String emptyColumn(AddColumn add) {
    return """
    ALTER TABLE %1$s ADD COLUMN %2$s …; without the default, which is not the same for all rows
    ALTER TABLE %1$s ALTER COLUMN %2$s SET DEFAULT …; for new rows
    then fill it in steps of some thousand rows, each in a transaction of its own\
    """
        .formatted(add.table(), add.column());
  }

  private static String beside(StoreAnew anew) {
    return "do it when nobody needs the table; "
        + (anew.by().equals("VACUUM FULL") || anew.by().equals("CLUSTER")
            ? "pg_repack does the same while others go on"
            : "or make a new table so, and fill it in steps");
  }
}
