package dev.backline.config.schema;

import dev.backline.config.Placeholder;
import dev.backline.config.SecretName;
import dev.backline.config.UnknownPlaceholder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What is said about a placeholder that doesn't exist. */
final class KnownPlaceholders {

  private static final List<String> FACTS =
      Arrays.stream(Placeholder.Fact.values()).map(Placeholder.Fact::text).toList();

  private KnownPlaceholders() {}

  static String told(UnknownPlaceholder unknown) {
    String name = unknown.name();
    if (name.startsWith("secret.")) {
      return unknown.getMessage() + ": a secret's name is " + SecretName.RULE;
    }
    return nearest(name).isPresent()
        ? String.valueOf(unknown.getMessage())
        : unknown.getMessage() + "; there are secret.NAME, " + String.join(", ", FACTS);
  }

  static Optional<String> nearest(String name) {
    return Nearest.to(name, FACTS).map(meant -> "${" + meant + "}");
  }
}
