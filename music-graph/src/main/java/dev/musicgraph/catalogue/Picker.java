package dev.musicgraph.catalogue;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * A long selection on a form.
 *
 * @param field the name of its inputs
 * @param options what is chosen first, otherwise in order
 */
public record Picker(String field, String legend, String hint, List<Option> options) {
  /** One that may be chosen. */
  public record Option(String value, String label, boolean chosen) {}

  /**
   * @param all in order
   */
  public static <T> Picker of(
      String field,
      String legend,
      String hint,
      List<T> all,
      Function<T, String> value,
      Function<T, String> label,
      List<String> chosen) {
    Set<String> ticked = new HashSet<>(chosen);
    return new Picker(
        field,
        legend,
        hint,
        all.stream()
            .map(thing ->
                new Option(
                    value.apply(thing), label.apply(thing), ticked.contains(value.apply(thing))))
            .sorted(Comparator.comparing(option -> !option.chosen()))
            .toList());
  }
}
