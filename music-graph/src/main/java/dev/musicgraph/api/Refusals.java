package dev.musicgraph.api;

import dev.musicgraph.catalogue.Change;
import dev.musicgraph.catalogue.Checked;
import dev.musicgraph.catalogue.Deletion;
import dev.musicgraph.catalogue.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;

/** Turns what the rules say into problem documents. */
final class Refusals {
  private Refusals() {}

  /**
   * Call it in the change's transaction, which the exception undoes: what is wrong with the JSON
   * itself does not keep the rules from being asked, so that all problems are told at once.
   *
   * @throws ApiProblem unless the change was made of JSON without a problem
   */
  static void of(Change<?> change, JsonFields json) {
    List<Problem> problems = new ArrayList<>(json.problems());
    Set<String> told = problems.stream().map(Problem::field).collect(Collectors.toSet());
    switch (change) {
      case Checked.Valid<?> valid -> {}
      case Checked.Invalid<?> invalid ->
          invalid.problems().stream()
              .map(problem -> new Problem(fieldOf(problem), problem.message()))
              .filter(problem -> !told.contains(problem.field()))
              .forEach(problems::add);
      case Change.Stale<?> stale -> throw EntityTags.stale();
    }
    if (!problems.isEmpty()) {
      throw new ApiProblem(
          HttpStatus.UNPROCESSABLE_CONTENT, "This can't be saved as it is.", problems);
    }
  }

  /**
   * @throws ApiProblem unless it was deleted
   */
  static void of(Deletion<?> deletion) {
    switch (deletion) {
      case Deletion.Done<?> done -> {}
      case Deletion.InUse<?> use ->
          throw new ApiProblem(
              HttpStatus.CONFLICT,
              "It can't be deleted while others need it.",
              use.uses().stream()
                  .map(each -> new Problem("id", each.sort() + " need it: " + each.summary() + "."))
                  .toList());
      case Deletion.Stale<?> stale -> throw EntityTags.stale();
      case Deletion.Unknown<?> unknown -> throw EntityTags.stale();
    }
  }

  /** The forms have a field for each kind of relation, JSON has one for all. */
  private static String fieldOf(Problem problem) {
    return switch (problem.field()) {
      case "fusions", "influences" -> "relations";
      default -> problem.field();
    };
  }
}
