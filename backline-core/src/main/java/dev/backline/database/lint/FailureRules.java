package dev.backline.database.lint;

import dev.backline.database.lint.sql.Action;
import dev.backline.database.lint.sql.Action.CreateIndex;
import dev.backline.database.lint.sql.Action.DropIndex;
import dev.backline.database.lint.sql.Action.Reindex;
import dev.backline.database.lint.sql.SqlName;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What a statement that failed tells or leaves behind; all else of it was undone. */
record FailureRules(Execution execution) {

  /** The class of errors in the statement itself, before anything is done (manual, appendix A). */
  private static final String SYNTAX_OR_ACCESS = "42";

  List<Finding> found(List<Execution> all) {
    return execution.parts().stream()
        .flatMap(part -> part.actions().stream().flatMap(action -> found(part, action, all)))
        .toList();
  }

  private Stream<Finding> found(Part part, Action action, List<Execution> all) {
    if (!isConcurrent(action)) {
      return Stream.empty();
    }
    if (execution.withinTransaction()) {
      return Stream.of(inTransaction(part, action));
    }
    return action instanceof CreateIndex create ? leftover(part, create, all) : Stream.empty();
  }

  private static boolean isConcurrent(Action action) {
    return action instanceof CreateIndex create && create.concurrently()
        || action instanceof DropIndex drop && drop.concurrently()
        || action instanceof Reindex reindex && reindex.concurrently();
  }

  private Finding inTransaction(Part part, Action action) {
    Optional<KnownTable> table =
        action instanceof CreateIndex create
            ? execution.known(part, create.table())
            : Optional.empty();
    return execution.finding(
        LintRule.INDEX_CONCURRENT_IN_TRANSACTION,
        part,
        table,
        LintRule.INDEX_CONCURRENT_IN_TRANSACTION.why(),
        "give the statement a migration of its own that runs outside of a transaction"
            + " (Liquibase: runInTransaction:false; Flyway: executeInTransaction=false;"
            + " Alembic: autocommit_block(); Rails: disable_ddl_transaction!)");
  }

  private Stream<Finding> leftover(Part part, CreateIndex create, List<Execution> all) {
    boolean begun = !execution.traced().failure().orElse("").startsWith(SYNTAX_OR_ACCESS);
    boolean cleared =
        create.name().isPresent()
            && all.stream()
                .filter(later -> later.number() > execution.number() && !later.failed())
                .flatMap(later -> later.parts().stream())
                .flatMap(later -> later.actions().stream())
                .anyMatch(action -> clears(action, create.name().get()));
    if (!begun || cleared) {
      return Stream.empty();
    }
    String remedy =
        create
            .name()
            .map(
                name -> "before it is tried again: DROP INDEX CONCURRENTLY IF EXISTS " + name + ";")
            .orElse(
                "give the index a name; find what was left by"
                    + " SELECT indexrelid::regclass FROM pg_index WHERE NOT indisvalid;");
    return Stream.of(
        execution.finding(
            LintRule.CONCURRENT_LEFTOVER,
            part,
            execution.known(part, create.table()),
            LintRule.CONCURRENT_LEFTOVER.why(),
            remedy));
  }

  private static boolean clears(Action action, SqlName index) {
    return action instanceof DropIndex drop && drop.names().stream().anyMatch(same(index))
        || action instanceof Reindex reindex && reindex.name().filter(same(index)).isPresent()
        // It would have been refused, had the name been taken.
        || action instanceof CreateIndex create
            && !create.ifNotExists()
            && create.name().filter(same(index)).isPresent();
  }

  private static Predicate<SqlName> same(SqlName index) {
    return name -> name.name().equals(index.name());
  }
}
