package dev.backline.config.schema;

import dev.backline.config.UnknownPlaceholder;
import java.util.Optional;
import java.util.function.Function;

/**
 * A single value that is read from its text.
 *
 * @param rule what a valid one looks like, in words
 * @param pattern the same as a regular expression where one can say it
 * @param parse throws {@link IllegalArgumentException} with a message for the file's author
 */
public record TextForm<T>(
    String called, String rule, Optional<String> pattern, String example, Function<String, T> parse)
    implements Form<T> {

  @Override
  public Optional<T> accept(Tree tree, YamlPath path, Reading reading) {
    return tree instanceof Tree.Scalar(String text, Tree.Kind _, Mark at)
        ? acceptText(text, at, path, reading)
        : refuse(tree, path, reading);
  }

  @Override
  public Optional<T> refuse(Tree tree, YamlPath path, Reading reading) {
    String article = "aeiouAEIOU".indexOf(called.charAt(0)) >= 0 ? "an " : "a ";
    reading.problem(
        path,
        tree.at(),
        "expected "
            + (called.startsWith("text") ? "" : article)
            + called
            + ", not "
            + tree.described());
    return Optional.empty();
  }

  Optional<T> acceptText(String text, Mark at, YamlPath path, Reading reading) {
    try {
      return Optional.of(parse.apply(text));
    } catch (UnknownPlaceholder e) {
      reading.problem(path, at, KnownPlaceholders.told(e), KnownPlaceholders.nearest(e.name()));
    } catch (IllegalArgumentException e) {
      reading.problem(path, at, String.valueOf(e.getMessage()));
    }
    return Optional.empty();
  }
}
