package dev.backline.config.schema;

import dev.backline.config.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What came to light while a document was read: its problems, and every value that had none. */
public final class Reading {

  private static final int MOST_PROBLEMS = 200;

  private final String file;
  private final List<Problem> problems = new ArrayList<>();
  private final List<Found<?>> found = new ArrayList<>();
  private final Map<YamlPath, Mark> written = new HashMap<>();

  public Reading(String file) {
    this.file = file;
  }

  public void problem(YamlPath path, Mark at, String message) {
    problem(path, at, message, Optional.empty());
  }

  public void problem(YamlPath path, Mark at, String message, Optional<String> suggestion) {
    problems.add(new Problem(file, at.line(), at.column(), path.toString(), message, suggestion));
  }

  void found(YamlPath path, Mark at, Object value) {
    found.add(new Found<>(path, at, value));
  }

  void written(YamlPath path, Mark at) {
    written.put(path, at);
  }

  /** Where a declared key is written, even if its value has problems; empty if it was left out. */
  public Optional<Mark> placeOf(YamlPath path) {
    return Optional.ofNullable(written.get(path));
  }

  /** The values of a type at the places that fit a path pattern, in the order of the file. */
  public <T> List<Found<T>> all(Class<T> type, String... pattern) {
    return found.stream()
        .filter(one -> type.isInstance(one.value()) && one.path().fits(pattern))
        .map(one -> new Found<>(one.path(), one.at(), type.cast(one.value())))
        .toList();
  }

  /** All values of a type, in the order of the file. */
  public <T> List<Found<T>> all(Class<T> type) {
    return found.stream()
        .filter(one -> type.isInstance(one.value()))
        .map(one -> new Found<>(one.path(), one.at(), type.cast(one.value())))
        .toList();
  }

  /** The problems in the order of the file, at most 200. */
  public List<Problem> problems() {
    return problems.stream()
        .distinct()
        .sorted(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column))
        .limit(MOST_PROBLEMS)
        .toList();
  }
}
