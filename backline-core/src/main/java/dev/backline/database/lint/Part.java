package dev.backline.database.lint;

import dev.backline.database.lint.sql.Action;
import dev.backline.database.lint.sql.SqlStatement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One statement of a message to the server.
 *
 * @param tables as they were before it
 */
record Part(SqlStatement statement, List<Action> actions, Tables tables) {

  Part {
    actions = List.copyOf(actions);
  }

  <A extends Action> Stream<A> actions(Class<A> kind) {
    return actions.stream().filter(kind::isInstance).map(kind::cast);
  }

  /** Whether it only sets the scene for what comes after it. */
  boolean prepares() {
    return actions.stream()
        .allMatch(action ->
            action instanceof Action.Begin
                || action instanceof Action.SetLockTimeout
                || action instanceof Action.ResetLockTimeout);
  }

  /** Why its comments allow what a rule finds in it. */
  Optional<String> allowed(LintRule rule) {
    return comments()
        .filter(AllowComment.Allowed.class::isInstance)
        .map(AllowComment.Allowed.class::cast)
        .filter(allowed -> allowed.rule() == rule)
        .map(AllowComment.Allowed::reason)
        .findFirst();
  }

  Stream<AllowComment> comments() {
    return statement.comments().stream().flatMap(comment -> AllowComment.of(comment).stream());
  }
}
