package dev.musicgraph.graph;

import dev.musicgraph.api.ApiProblem;
import dev.musicgraph.catalogue.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads the parameters of a question about the map and collects all that is wrong with them. Call
 * {@link #check} before using any of what was read.
 */
public final class Parameters {
  private static final int LONGEST_SHOWN = 60;

  private final Map<String, String> values;
  private final List<Problem> problems = new ArrayList<>();

  public Parameters(Map<String, String> values) {
    this.values = values;
  }

  /** The number of the node that a required parameter names. */
  public int node(String name, CatalogueGraph graph) {
    Optional<String> text = required(name);
    if (text.isEmpty()) {
      return 0;
    }
    OptionalInt node = NodeId.parse(text.get()).map(graph::find).orElse(OptionalInt.empty());
    if (node.isEmpty()) {
      problem(name, "There is no node " + quoted(text.get()) + "; an id looks like genre:ska.");
    }
    return node.orElse(0);
  }

  /** All kinds if the parameter {@code kinds} isn't there. */
  public Set<EdgeKind> kinds() {
    Optional<String> text = value("kinds");
    if (text.isEmpty()) {
      return MusicMap.ALL_KINDS;
    }
    Set<EdgeKind> kinds = EnumSet.noneOf(EdgeKind.class);
    for (String word : text.get().split(",", -1)) {
      EdgeKind.of(word.strip())
          .ifPresentOrElse(
              kinds::add,
              () ->
                  problem(
                      "kinds",
                      quoted(word)
                          + " is none of "
                          + Arrays.stream(EdgeKind.values())
                              .map(EdgeKind::word)
                              .collect(Collectors.joining(", "))
                          + "."));
    }
    return kinds;
  }

  public int number(String name, int preset, int least, int most) {
    Optional<String> text = value(name);
    if (text.isEmpty()) {
      return preset;
    }
    try {
      int number = Integer.parseInt(text.get());
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below, as for a number that is out of range
    }
    problem(name, "This must be a whole number from " + least + " to " + most + ".");
    return preset;
  }

  /** A required place on the map. */
  public double coordinate(String name) {
    Optional<String> text = required(name);
    if (text.isEmpty()) {
      return 0;
    }
    try {
      double number = Double.parseDouble(text.get());
      if (Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    problem(name, "This must be a number.");
    return 0;
  }

  public Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name)).map(String::strip).filter(text -> !text.isEmpty());
  }

  public Optional<String> required(String name) {
    Optional<String> text = value(name);
    if (text.isEmpty()) {
      problem(name, "This parameter is required.");
    }
    return text;
  }

  public void problem(String name, String message) {
    problems.add(new Problem(name, message));
  }

  /**
   * @throws ApiProblem (400) with all problems, if there is one
   */
  public void check() {
    if (!problems.isEmpty()) {
      throw ApiProblem.wrongParameters(problems);
    }
  }

  private static String quoted(String text) {
    return text.codePointCount(0, text.length()) <= LONGEST_SHOWN
        ? "'" + text + "'"
        : "of such a long name";
  }
}
