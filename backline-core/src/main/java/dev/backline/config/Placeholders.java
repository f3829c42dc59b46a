package dev.backline.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;

/**
 * Fills placeholders in. Values are taken as they are: a value that looks like a placeholder is not
 * looked at again.
 */
public final class Placeholders {

  private Placeholders() {}

  /** The template's text, each placeholder replaced by what {@code lookup} answers. */
  public static String resolve(Template template, Function<Placeholder, String> lookup) {
    StringBuilder text = new StringBuilder();
    for (Template.Part part : template.parts()) {
      switch (part) {
        case Template.Part.Plain(String plain) -> text.append(plain);
        case Template.Part.Hole(Placeholder placeholder) -> text.append(lookup.apply(placeholder));
      }
    }
    return text.toString();
  }

  /** A command with the placeholders in its words filled in; the number of words never changes. */
  public static Argv resolve(Argv command, Function<Placeholder, String> lookup) {
    return new Argv(
        command.words().stream().map(word -> resolve(new Template(word), lookup)).toList());
  }

  /** Variables with the placeholders in their values filled in, in the same order. */
  public static SequencedMap<String, String> resolve(
      Map<VariableName, Template> variables, Function<Placeholder, String> lookup) {
    SequencedMap<String, String> resolved = new LinkedHashMap<>();
    variables.forEach((name, value) -> resolved.put(name.value(), resolve(value, lookup)));
    return resolved;
  }
}
