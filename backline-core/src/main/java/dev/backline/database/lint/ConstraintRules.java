package dev.backline.database.lint;

import dev.backline.database.lint.sql.Action.AddColumn;
import dev.backline.database.lint.sql.Action.AddConstraint;
import dev.backline.database.lint.sql.Action.SetNotNull;
import dev.backline.database.lint.sql.Action.ValidateConstraint;
import dev.backline.database.lint.sql.ConstraintKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A constraint is added first, for new rows only, and all rows are looked at afterwards, while
 * others go on (PostgreSQL manual, ALTER TABLE, notes).
 */
final class ConstraintRules {

  private static final String STOPS_ALL =
      "nobody can read or write the table until all rows have been looked at";

  private ConstraintRules() {}

  static List<Finding> found(Scene scene) {
    List<Finding> findings = new ArrayList<>();
    findings.addAll(scene.each(AddConstraint.class, (part, add) -> added(scene, part, add)));
    findings.addAll(scene.each(AddColumn.class, (part, add) -> withColumn(scene, part, add)));
    findings.addAll(
        scene.each(ValidateConstraint.class, (part, validate) -> validated(scene, part, validate)));
    findings.addAll(scene.each(SetNotNull.class, (part, set) -> notNull(scene, part, set)));
    return findings;
  }

  private static Stream<Finding> added(Scene scene, Part part, AddConstraint add) {
    if (add.notValid() || add.usingIndex()) {
      return Stream.empty();
    }
    return scene.big(part, add.table()).stream()
        .map(table ->
            switch (add.kind()) {
              case CHECK ->
                  scene.finding(
                      LintRule.CONSTRAINT_NOT_VALID,
                      part,
                      table,
                      STOPS_ALL,
                      ConstraintRemedy.validatedLater(add));
              case FOREIGN_KEY ->
                  scene.finding(
                      LintRule.CONSTRAINT_NOT_VALID,
                      part,
                      table,
                      ConstraintRemedy.validatedLater(add));
              case NOT_NULL ->
                  scene.finding(
                      LintRule.NOT_NULL_WITHOUT_CHECK,
                      part,
                      table,
                      ConstraintRemedy.validatedLater(add));
              case UNIQUE, PRIMARY_KEY, EXCLUDE ->
                  scene.finding(
                      LintRule.UNIQUE_WITHOUT_INDEX, part, table, ConstraintRemedy.byIndex(add));
            });
  }

  /**
   * What a column's own constraints do: a foreign key holds of itself where nothing is filled in.
   */
  private static Stream<Finding> withColumn(Scene scene, Part part, AddColumn add) {
    Optional<KnownTable> big = scene.big(part, add.table());
    return add.constraints().stream()
        .filter(kind -> kind != ConstraintKind.FOREIGN_KEY || add.filled())
        .filter(kind -> kind != ConstraintKind.NOT_NULL)
        .flatMap(kind ->
            big.stream()
                .map(table ->
                    scene.finding(
                        kind.needsIndex()
                            ? LintRule.UNIQUE_WITHOUT_INDEX
                            : LintRule.CONSTRAINT_NOT_VALID,
                        part,
                        table,
                        STOPS_ALL,
                        ConstraintRemedy.afterColumn(add, kind))));
  }

  /** Looking at all rows is harmless unless the transaction still stops others from before. */
  private static Stream<Finding> validated(Scene scene, Part part, ValidateConstraint validate) {
    return scene.big(part, validate.table()).stream()
        .filter(table ->
            scene
                .execution()
                .held()
                .anyMatch(lock -> lock.mode().stopsWrites() && lock.table().equals(table.name())))
        .map(table ->
            scene.finding(
                LintRule.CONSTRAINT_NOT_VALID,
                part,
                table,
                "it is validated while its transaction stops others by a lock from before",
                "COMMIT first; then, in a transaction of its own: ALTER TABLE "
                    + validate.table()
                    + " VALIDATE CONSTRAINT "
                    + validate.name()
                    + ";"));
  }

  private static Stream<Finding> notNull(Scene scene, Part part, SetNotNull set) {
    return scene.big(part, set.table()).stream()
        .filter(table -> !part.tables().neverNull(table.name(), set.column().name()))
        .map(table ->
            scene.finding(
                LintRule.NOT_NULL_WITHOUT_CHECK, part, table, ConstraintRemedy.byCheck(set)));
  }
}
