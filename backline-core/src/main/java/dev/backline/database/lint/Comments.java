package dev.backline.database.lint;

import dev.backline.database.lint.AllowComment.Allowed;
import dev.backline.database.lint.AllowComment.Refused;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Tells of comments that would allow something, but for what or why isn't clear. */
record Comments(Execution execution) {

  private static final String REMEDY =
      "write it as -- backline:allow RULE REASON, within the statement or right before it";

  List<Finding> refused() {
    return execution.parts().stream()
        .flatMap(part -> part.comments().flatMap(comment -> refused(part, comment)))
        .toList();
  }

  private Stream<Finding> refused(Part part, AllowComment comment) {
    return switch (comment) {
      case Allowed _ -> Stream.empty();
      case Refused(String why) ->
          Stream.of(
              execution.finding(LintRule.WAIVER_REFUSED, part, Optional.empty(), why, REMEDY));
    };
  }
}
