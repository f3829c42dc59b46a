package dev.backline.config.schema;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** A number in a range, both ends included. */
public record NumberForm<T>(
    String called, boolean whole, long least, long most, Function<String, T> parse)
    implements Form<T> {

  private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,12}");
  private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,12}([.][0-9]{1,6})?");

  public static NumberForm<Integer> whole(int least, int most) {
    return new NumberForm<>(
        "whole number from " + least + " to " + most, true, least, most, Integer::valueOf);
  }

  public static NumberForm<Double> decimal(int least, int most) {
    return new NumberForm<>(
        "number from " + least + " to " + most, false, least, most, Double::valueOf);
  }

  @Override
  public Optional<T> accept(Tree tree, YamlPath path, Reading reading) {
    if (tree instanceof Tree.Scalar(String text, Tree.Kind kind, Mark _)
        && kind == Tree.Kind.NUMBER) {
      boolean readable = (whole ? WHOLE : DECIMAL).matcher(text).matches();
      if (readable && Double.parseDouble(text) >= least && Double.parseDouble(text) <= most) {
        return Optional.of(parse.apply(text));
      }
    }
    reading.problem(path, tree.at(), "expected a " + called + ", not " + tree.described());
    return Optional.empty();
  }
}
