package dev.backline.config.parse;

import dev.backline.config.EnvironmentName;
import dev.backline.config.Placeholder;
import dev.backline.config.SecretName;
import dev.backline.config.Template;
import dev.backline.config.schema.Found;
import dev.backline.config.schema.Nearest;
import dev.backline.config.schema.Reading;
import dev.backline.config.schema.YamlPath;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Secrets that are used are declared: for the app, or for every environment that uses them. */
final class SecretUse {

  /** The keys whose value is a secret's name. */
  private static final Set<String> NAMING = Set.of("password", "secret", "serviceAccountKey");

  private final Reading reading;

  private SecretUse(Reading reading) {
    this.reading = reading;
  }

  static void check(Reading reading) {
    new SecretUse(reading).checkAll();
  }

  private void checkAll() {
    for (Found<Template> value : reading.all(Template.class)) {
      for (Placeholder one : Set.copyOf(value.value().placeholders())) {
        if (one instanceof Placeholder.Secret(SecretName name)) {
          checkOne(name, value);
        }
      }
    }
    for (Found<SecretName> named : reading.all(SecretName.class)) {
      if (named.path().last().filter(NAMING::contains).isPresent()) {
        checkOne(named.value(), named);
      }
    }
  }

  private void checkOne(SecretName name, Found<?> where) {
    List<String> users = users(where.path());
    List<String> missing =
        users.stream().filter(user -> !declaredIn(user).contains(name.value())).toList();
    if (users.isEmpty() ? declared().contains(name.value()) : missing.isEmpty()) {
      return;
    }
    reading.problem(
        where.path(),
        where.at(),
        "the secret "
            + name
            + " isn't declared"
            + whereMissing(missing)
            + "; add it under 'secrets'",
        meant(name));
  }

  private Optional<String> meant(SecretName name) {
    Set<String> known = values(reading.all(SecretName.class));
    known.remove(name.value());
    return Nearest.to(name.value(), known);
  }

  private String whereMissing(List<String> missing) {
    boolean somewhere = missing.size() < environments().size();
    return somewhere ? " for " + String.join(", ", missing) : "";
  }

  /** The environments in which a value is used: its own, or all. */
  private List<String> users(YamlPath path) {
    return path.startsWith("environments", "*") ? List.of(path.parts().get(1)) : environments();
  }

  private List<String> environments() {
    return reading.all(EnvironmentName.class, "environments", "*").stream()
        .map(name -> name.value().value())
        .toList();
  }

  private Set<String> declaredIn(String environment) {
    Set<String> names = declared();
    names.addAll(
        values(reading.all(SecretName.class, "environments", environment, "secrets", "*")));
    return names;
  }

  private Set<String> declared() {
    return values(reading.all(SecretName.class, "secrets", "*"));
  }

  private static Set<String> values(List<Found<SecretName>> names) {
    return names.stream()
        .map(name -> name.value().value())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
