package dev.backline.database.lint;

import dev.backline.database.lint.sql.Action.ChangeRows;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Many rows are changed in steps, each in a transaction of its own. */
final class RowsRule {

  private RowsRule() {}

  static List<Finding> found(Scene scene) {
    return scene.each(ChangeRows.class, (part, change) -> found(scene, part, change));
  }

  /** Told once in a transaction, of the statement by which it is too many. */
  private static Stream<Finding> found(Scene scene, Part part, ChangeRows change) {
    Optional<KnownTable> big = scene.big(part, change.table());
    return big.stream()
        .flatMap(table -> {
          long before = scene.execution().rowsBefore().getOrDefault(table.name(), 0L);
          long now = before + rows(scene, change, table);
          long most = scene.limits().rows();
          return before <= most && now > most
              ? Stream.of(
                  scene.finding(
                      LintRule.MANY_ROWS_IN_ONE_STATEMENT,
                      part,
                      table,
                      LintRule.MANY_ROWS_IN_ONE_STATEMENT.why()
                          + String.format(
                              Locale.ROOT, "; with it the transaction has changed %,d rows", now),
                      remedy(change)))
              : Stream.empty();
        });
  }

  /** What was seen; without a condition all that production has, however few the copy had. */
  private static long rows(Scene scene, ChangeRows change, KnownTable table) {
    long seen = scene.execution().traced().rows().orElse(0);
    return change.all() ? Math.max(seen, table.size().rows()) : seen;
  }

  private static String remedy(ChangeRows change) {
    String start = change.update() ? "UPDATE %1$s SET …" : "DELETE FROM %1$s";
    return ("until no row is left, each time in a transaction of its own: "
            + start
            + " WHERE ctid = ANY (ARRAY(SELECT ctid FROM %1$s WHERE … LIMIT 5000));")
        .formatted(change.table());
  }
}
