package dev.backline.database.lint;

import dev.backline.database.catalogue.TableName;
import dev.backline.database.lint.sql.Action;
import dev.backline.database.lint.sql.SqlName;
import dev.backline.database.trace.LockMode;
import dev.backline.database.trace.TakenLock;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** What a rule looks at: a message to the server that succeeded, and what counts as too much. */
record Scene(Execution execution, LintLimits limits) {

  /** What a rule finds in each action of a kind. */
  <A extends Action> List<Finding> each(Class<A> kind, BiFunction<Part, A, Stream<Finding>> finds) {
    return execution.parts().stream()
        .flatMap(part -> part.actions(kind).flatMap(action -> finds.apply(part, action)))
        .toList();
  }

  Optional<KnownTable> known(Part part, SqlName name) {
    return execution.known(part, name);
  }

  Optional<KnownTable> big(Part part, SqlName name) {
    return known(part, name).filter(this::isBig);
  }

  Optional<KnownTable> big(Part part, TableName table) {
    return execution.known(part, table).filter(this::isBig);
  }

  /** The big tables that the message locked at least so strongly. */
  Stream<KnownTable> bigLocked(Part part, LockMode least) {
    return execution
        .locked(least)
        .map(TakenLock::table)
        .flatMap(table -> big(part, table).stream());
  }

  Finding finding(LintRule rule, Part part, KnownTable table, String remedy) {
    return finding(rule, part, table, rule.why(), remedy);
  }

  Finding finding(LintRule rule, Part part, KnownTable table, String why, String remedy) {
    return execution.finding(rule, part, Optional.of(table), why, remedy);
  }

  private boolean isBig(KnownTable table) {
    return limits.big().is(table.size());
  }
}
