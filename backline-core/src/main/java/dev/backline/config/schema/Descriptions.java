package dev.backline.config.schema;

import java.util.List;

/** Finds what is said about a key. */
public final class Descriptions {

  private Descriptions() {}

  /**
   * The description of the key at a path of names; names that the file's author chooses, such as an
   * environment's, are part of it.
   */
  public static String of(List<String> path) {
    Form<?> form = AppKeys.APP_CONFIG;
    String description = "";
    for (String part : path) {
      switch (form) {
        case Shape<?> shape -> {
          Key<?> key = key(shape, part);
          description = key.description();
          form = key.form();
        }
        case Named<?, ?> named -> form = named.shape();
        case ListOf<?> _,
            MapOf<?, ?> _,
            TextForm<?> _,
            NumberForm<?> _,
            YesNo _,
            Choice<?> _,
            CommandForm _,
            CommandsForm _ ->
            throw new IllegalArgumentException("nothing is declared at " + String.join(".", path));
      }
    }
    return description;
  }

  private static Key<?> key(Shape<?> shape, String name) {
    return shape.keys().stream()
        .filter(key -> key.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("no key '" + name + "' in " + shape.called()));
  }
}
