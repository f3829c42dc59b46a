package dev.backline.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Text with placeholders. {@code ${name}} is one; {@code $${} stands for {@code ${} itself; any
 * other dollar is a dollar.
 */
public record Template(String text) {

  public Template {
    Objects.requireNonNull(text, "text");
    parts(text);
  }

  /** The placeholders in the order they appear. */
  public List<Placeholder> placeholders() {
    return parts(text).stream()
        .flatMap(part ->
            part instanceof Part.Hole(Placeholder placeholder)
                ? Stream.of(placeholder)
                : Stream.empty())
        .toList();
  }

  List<Part> parts() {
    return parts(text);
  }

  sealed interface Part {
    record Plain(String text) implements Part {}

    record Hole(Placeholder placeholder) implements Part {}
  }

  private static List<Part> parts(String text) {
    List<Part> parts = new ArrayList<>();
    int from = 0;
    int open = text.indexOf("${");
    while (open >= 0) {
      boolean escaped = open > from && text.charAt(open - 1) == '$';
      if (escaped) {
        parts.add(new Part.Plain(text.substring(from, open - 1) + "${"));
        from = open + 2;
      } else {
        parts.add(new Part.Plain(text.substring(from, open)));
        int close = text.indexOf('}', open);
        Checked.that(
            close >= 0,
            Checked.shown(text.substring(open))
                + " opens a placeholder and never closes it; write $${ for a plain ${");
        parts.add(new Part.Hole(known(text.substring(open + 2, close))));
        from = close + 1;
      }
      open = text.indexOf("${", from);
    }
    parts.add(new Part.Plain(text.substring(from)));
    return List.copyOf(parts);
  }

  private static Placeholder known(String name) {
    Optional<Placeholder> placeholder = Placeholder.named(name);
    return placeholder.orElseThrow(() -> new UnknownPlaceholder(name));
  }

  @Override
  public String toString() {
    return text;
  }
}
