package dev.musicgraph.api;

import dev.musicgraph.catalogue.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The parameters of an address. One that can't be used, or that does not exist, is refused: a
 * misspelt filter must not answer with everything.
 */
final class Parameters {
  private static final int LONGEST = 100;

  private final Map<String, String[]> given;
  private final Set<String> known = new LinkedHashSet<>();
  private final List<Problem> problems = new ArrayList<>();

  Parameters(HttpServletRequest request) {
    given = new TreeMap<>(request.getParameterMap());
  }

  /** Empty if it is missing or empty. */
  Optional<String> text(String name) {
    known.add(name);
    String[] values = given.getOrDefault(name, new String[0]);
    if (values.length > 1) {
      problems.add(new Problem(name, "Give this once."));
    }
    Optional<String> value = values.length == 0 ? Optional.empty() : Optional.of(values[0].strip());
    if (value.filter(text -> text.length() > LONGEST).isPresent()) {
      problems.add(new Problem(name, "This has at most " + LONGEST + " characters."));
      return Optional.empty();
    }
    if (value.filter(text -> text.chars().anyMatch(Character::isISOControl)).isPresent()) {
      problems.add(new Problem(name, "This has no control characters."));
      return Optional.empty();
    }
    return value.filter(text -> !text.isEmpty());
  }

  int number(String name, int preset, int least, int most) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return preset;
    }
    if (text.get().matches("[0-9]{1,9}")) {
      int number = Integer.parseInt(text.get());
      if (number >= least && number <= most) {
        return number;
      }
    }
    wrong(name, "This is a whole number from " + least + " to " + most + ".");
    return preset;
  }

  void wrong(String name, String message) {
    problems.add(new Problem(name, message));
  }

  /**
   * Call it when all were asked for.
   *
   * @throws ApiProblem naming all that is wrong
   */
  void check() {
    given.keySet().stream()
        .filter(name -> !known.contains(name))
        .forEach(name ->
            wrong(
                name, "There is no such parameter. These are: " + String.join(", ", known) + "."));
    if (!problems.isEmpty()) {
      throw ApiProblem.wrongParameters(problems);
    }
  }
}
