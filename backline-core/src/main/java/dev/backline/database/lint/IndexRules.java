package dev.backline.database.lint;

import dev.backline.database.lint.sql.Action.CreateIndex;
import dev.backline.database.lint.sql.Action.DropIndex;
import dev.backline.database.lint.sql.Action.Reindex;
import dev.backline.database.lint.sql.SqlName;
import dev.backline.database.trace.LockMode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Indexes are built and dropped beside the work of others (PostgreSQL manual, CREATE INDEX). */
final class IndexRules {

  private IndexRules() {}

  static List<Finding> found(Scene scene) {
    List<Finding> findings = new ArrayList<>();
    findings.addAll(scene.each(CreateIndex.class, (part, create) -> created(scene, part, create)));
    findings.addAll(scene.each(Reindex.class, (part, reindex) -> rebuilt(scene, part, reindex)));
    findings.addAll(scene.each(DropIndex.class, (part, drop) -> dropped(scene, part, drop)));
    return findings;
  }

  private static Stream<Finding> created(Scene scene, Part part, CreateIndex create) {
    return scene.big(part, create.table()).stream()
        .flatMap(table -> {
          if (create.concurrently()) {
            return create.ifNotExists()
                ? Stream.of(ifNotExists(scene, part, create, table))
                : Stream.empty();
          }
          return create.only()
              ? Stream.empty()
              : Stream.of(
                  scene.finding(
                      LintRule.INDEX_NOT_CONCURRENT,
                      part,
                      table,
                      "outside of a transaction: " + concurrent(create) + ";"));
        });
  }

  private static Finding ifNotExists(Scene scene, Part part, CreateIndex create, KnownTable table) {
    String drop =
        create.name().map(name -> "DROP INDEX CONCURRENTLY IF EXISTS " + name + ";\n").orElse("");
    return scene.finding(
        LintRule.CONCURRENTLY_IF_NOT_EXISTS, part, table, drop + concurrent(create) + ";");
  }

  static String concurrent(CreateIndex create) {
    return "CREATE "
        + (create.unique() ? "UNIQUE " : "")
        + "INDEX CONCURRENTLY "
        + create.name().map(name -> name + " ").orElse("")
        + "ON "
        + create.table()
        + " "
        + create.rest();
  }

  private static Stream<Finding> rebuilt(Scene scene, Part part, Reindex reindex) {
    if (reindex.concurrently() || reindex.name().isEmpty()) {
      return Stream.empty();
    }
    String remedy =
        "outside of a transaction: REINDEX "
            + reindex.what()
            + " CONCURRENTLY "
            + reindex.name().get()
            + ";";
    return scene
        .bigLocked(part, LockMode.SHARE)
        .map(table -> scene.finding(LintRule.INDEX_NOT_CONCURRENT, part, table, remedy));
  }

  private static Stream<Finding> dropped(Scene scene, Part part, DropIndex drop) {
    if (drop.concurrently()) {
      return Stream.empty();
    }
    String remedy =
        drop.names().stream()
            .map(SqlName::written)
            .map(name -> "DROP INDEX CONCURRENTLY " + name + ";")
            .collect(Collectors.joining(" ", "outside of a transaction: ", ""));
    return scene
        .bigLocked(part, LockMode.ACCESS_EXCLUSIVE)
        .map(table -> scene.finding(LintRule.DROP_INDEX_NOT_CONCURRENT, part, table, remedy));
  }
}
