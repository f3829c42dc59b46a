package dev.backline.config.parse;

import dev.backline.config.EnvironmentName;
import dev.backline.config.schema.Found;
import dev.backline.config.schema.Nearest;
import dev.backline.config.schema.Reading;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code from} names another environment, and following it always ends. */
final class EnvironmentLinks {

  private EnvironmentLinks() {}

  static void check(Reading reading) {
    List<Found<EnvironmentName>> names = reading.all(EnvironmentName.class, "environments", "*");
    List<Found<EnvironmentName>> links =
        reading.all(EnvironmentName.class, "environments", "*", "from");
    Set<String> known =
        names.stream()
            .map(name -> name.value().value())
            .collect(Collectors.toCollection(LinkedHashSet::new));
    Map<String, String> from = new HashMap<>();
    for (Found<EnvironmentName> link : links) {
      String own = link.path().parts().get(1);
      String target = link.value().value();
      from.put(own, target);
      if (own.equals(target)) {
        reading.problem(link.path(), link.at(), "an environment can't be promoted from itself");
      } else if (!known.contains(target)) {
        String others =
            known.stream().filter(name -> !name.equals(own)).collect(Collectors.joining(", "));
        reading.problem(
            link.path(),
            link.at(),
            "there is no environment '"
                + target
                + "'"
                + (others.isEmpty() ? "" : "; there is: " + others),
            Nearest.to(target, known));
      }
    }
    links.stream()
        .filter(link -> inCircle(link, from))
        .findFirst()
        .ifPresent(link -> reportCircle(link, from, reading));
  }

  private static boolean inCircle(Found<EnvironmentName> link, Map<String, String> from) {
    List<String> chain = chain(link, from);
    return chain.size() > 1 && chain.getFirst().equals(from.get(chain.getLast()));
  }

  private static void reportCircle(
      Found<EnvironmentName> link, Map<String, String> from, Reading reading) {
    String circle =
        chain(link, from).stream()
            .map(name -> name + " from " + from.get(name))
            .collect(Collectors.joining(", "));
    reading.problem(link.path(), link.at(), "environments are promoted in a circle: " + circle);
  }

  /** The environment of a link, the one it names, the one that that one names, …, each once. */
  private static List<String> chain(Found<EnvironmentName> link, Map<String, String> from) {
    Set<String> passed = new LinkedHashSet<>();
    String at = link.path().parts().get(1);
    while (at != null && passed.add(at)) {
      at = from.get(at);
    }
    return List.copyOf(passed);
  }
}
