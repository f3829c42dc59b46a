package dev.backline.database.lint;

import dev.backline.database.lint.sql.Action.ChangeRows;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Many rows are changed in steps, each in a transaction of its own. */
final class RowsRule {

  private RowsRule() {}

  static List<Finding> found(Scene scene) {
    return scene.each(ChangeRows.class, (part, change) -> found(scene, part, change));
  }

  /** Told once in a transaction, of the statement by which it is too many. */
  private static Stream<Finding> found(Scene scene, Part part, ChangeRows change) {
    long rows = scene.execution().traced().rows().orElse(0);
    return scene.big(part, change.table()).stream()
        .filter(table -> {
          long before = scene.execution().rowsBefore().getOrDefault(table.name(), 0L);
          long most = scene.limits().rows();
          return before <= most && before + rows > most;
        })
        .map(table -> {
          long before = scene.execution().rowsBefore().getOrDefault(table.name(), 0L);
          String why =
              String.format(
                  Locale.ROOT,
                  "%s; with it the transaction has changed %,d rows",
                  LintRule.MANY_ROWS_IN_ONE_STATEMENT.why(),
                  before + rows);
          return scene.finding(
              LintRule.MANY_ROWS_IN_ONE_STATEMENT, part, table, why, remedy(change));
        });
  }

  private static String remedy(ChangeRows change) {
    String start = change.update() ? "UPDATE %1$s SET …" : "DELETE FROM %1$s";
    return ("until no row is left, each time in a transaction of its own: "
            + start
            + " WHERE ctid = ANY (ARRAY(SELECT ctid FROM %1$s WHERE … LIMIT 5000));")
        .formatted(change.table());
  }
}
