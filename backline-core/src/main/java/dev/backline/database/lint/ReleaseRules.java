package dev.backline.database.lint;

import dev.backline.database.lint.sql.Action.DropColumn;
import dev.backline.database.lint.sql.Action.DropTable;
import dev.backline.database.lint.sql.Action.MoveTable;
import dev.backline.database.lint.sql.Action.RenameColumn;
import dev.backline.database.lint.sql.Action.RenameTable;
import dev.backline.database.lint.sql.SqlName;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the release before uses stays until it is gone, however small the table. */
final class ReleaseRules {

  private static final String LATER =
      "deliver a release that no longer uses it, and drop it with the one after";

  private ReleaseRules() {}

  static List<Finding> found(Scene scene) {
    List<Finding> findings = new ArrayList<>();
    findings.addAll(
        scene.each(
            DropColumn.class,
            (part, drop) -> found(scene, part, LintRule.COLUMN_DROPPED, drop.table(), LATER)));
    findings.addAll(
        scene.each(
            DropTable.class,
            (part, drop) ->
                drop.tables().stream()
                    .flatMap(table -> found(scene, part, LintRule.TABLE_DROPPED, table, LATER))));
    findings.addAll(
        scene.each(
            RenameColumn.class,
            (part, rename) ->
                found(scene, part, LintRule.COLUMN_RENAMED, rename.table(), remedy(rename))));
    findings.addAll(
        scene.each(
            RenameTable.class,
            (part, rename) ->
                found(
                    scene,
                    part,
                    LintRule.TABLE_RENAMED,
                    rename.table(),
                    view(rename.table(), rename.to().written()))));
    findings.addAll(
        scene.each(
            MoveTable.class,
            (part, move) ->
                found(
                    scene,
                    part,
                    LintRule.TABLE_RENAMED,
                    move.table(),
                    view(move.table(), move.schema() + "." + move.table().name()))));
    return findings;
  }

  private static Stream<Finding> found(
      Scene scene, Part part, LintRule rule, SqlName name, String remedy) {
    return scene.known(part, name).stream().map(table -> scene.finding(rule, part, table, remedy));
  }

  private static String remedy(RenameColumn rename) {
    return """
    ALTER TABLE %1$s ADD COLUMN %3$s …; a trigger keeping it equal to %2$s, and filled in steps;
    drop %2$s once no release uses it\
    """
        .formatted(rename.table(), rename.from(), rename.to());
  }

  private static String view(SqlName before, String now) {
    return "right after it, in the same transaction: CREATE VIEW %s AS SELECT * FROM %s;\nand drop the view once no release uses it"
        .formatted(before, now);
  }
}
