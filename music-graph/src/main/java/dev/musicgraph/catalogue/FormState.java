package dev.musicgraph.catalogue;

import dev.musicgraph.catalogue.Fact.Difference;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.http.HttpStatus;

/**
 * What a page says around the input of its form.
 *
 * @param existing the id of what is being edited; empty when it is new
 * @param version of the record that the next attempt is to replace
 * @param meanwhile what somebody else did since the form was shown
 * @param problems all that is wrong with the input
 * @param differences between what is stored now and the input
 */
public record FormState(
    HttpStatus status,
    Optional<String> existing,
    int version,
    Meanwhile meanwhile,
    List<Problem> problems,
    List<Difference> differences) {

  /** What may have happened between reading and saving. */
  public enum Meanwhile {
    NOTHING,
    CHANGED,
    DELETED
  }

  public static FormState adding() {
    return new FormState(
        HttpStatus.OK, Optional.empty(), 0, Meanwhile.NOTHING, List.of(), List.of());
  }

  public static FormState editing(String id, int version) {
    return new FormState(
        HttpStatus.OK, Optional.of(id), version, Meanwhile.NOTHING, List.of(), List.of());
  }

  public FormState wrong(List<Problem> problems) {
    return new FormState(
        HttpStatus.UNPROCESSABLE_CONTENT,
        existing,
        version,
        Meanwhile.NOTHING,
        problems,
        List.of());
  }

  /**
   * The next attempt is a knowing one: it replaces what is stored now, or adds it anew.
   *
   * @param facts what is stored, in words
   * @param yours the input, in words
   */
  public <T> FormState stale(
      Change.Stale<T> refused, Function<T, List<Fact>> facts, List<Fact> yours) {
    return refused
        .now()
        .map(now ->
            new FormState(
                HttpStatus.CONFLICT,
                existing,
                now.version(),
                Meanwhile.CHANGED,
                refused.problems(),
                Fact.differences(facts.apply(now.value()), yours)))
        .orElseGet(() ->
            new FormState(
                HttpStatus.NOT_FOUND,
                Optional.empty(),
                0,
                Meanwhile.DELETED,
                refused.problems(),
                List.of()));
  }

  public boolean isAdding() {
    return existing.isEmpty();
  }

  public boolean isWrong(String field) {
    return problems.stream().anyMatch(problem -> problem.field().equals(field));
  }

  /** For aria-describedby: what stands beside a field. */
  public String describes(String field) {
    return isWrong(field) ? field + "-hint " + field + "-problem" : field + "-hint";
  }
}
