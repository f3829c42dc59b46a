package dev.backline.config.schema;

import java.util.List;
import java.util.Optional;

/** One of a few words. */
public record Choice<T>(List<Option<T>> options) implements Form<T> {

  /** A word, what it becomes, and what it means. */
  public record Option<T>(String word, T value, String meaning) {}

  @SafeVarargs
  public static <T> Choice<T> of(Option<T>... options) {
    return new Choice<>(List.of(options));
  }

  public List<String> words() {
    return options.stream().map(Option::word).toList();
  }

  @Override
  public String called() {
    return String.join(" or ", words());
  }

  @Override
  public Optional<T> accept(Tree tree, YamlPath path, Reading reading) {
    if (!(tree instanceof Tree.Scalar(String text, Tree.Kind _, Mark at))) {
      return refuse(tree, path, reading);
    }
    Optional<T> chosen =
        options.stream()
            .filter(option -> option.word().equals(text))
            .map(Option::value)
            .findFirst();
    if (chosen.isEmpty()) {
      reading.problem(
          path,
          at,
          "expected " + called() + ", not " + tree.described(),
          Nearest.to(text, words()));
    }
    return chosen;
  }
}
