package dev.backline.secret;

import dev.backline.config.AppName;
import dev.backline.config.EnvironmentName;
import dev.backline.config.SecretName;
import dev.backline.failure.Failure;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The secrets of one app in one environment. Each operation throws a {@link
 * dev.backline.failure.BacklineException} with {@code UNAVAILABLE} when the place where they are
 * kept is missing, damaged or open to others.
 */
public interface EnvironmentSecrets {

  AppName app();

  EnvironmentName environment();

  Optional<Secret> get(SecretName name);

  /** Keeps the value durably, in place of an earlier one. */
  void set(SecretName name, Secret value);

  /** Whether there was one to remove. */
  boolean remove(SecretName name);

  SortedSet<SecretName> names();

  /** The value, made and kept first if there is none; all processes get the same one. */
  Secret getOrMake(SecretName name, Supplier<Secret> maker);

  /**
   * All of these, in their order.
   *
   * @throws dev.backline.failure.BacklineException with {@code USAGE}, naming every one that is
   *     missing
   */
  default SequencedMap<SecretName, Secret> require(Collection<SecretName> wanted) {
    SequencedMap<SecretName, Secret> found = new LinkedHashMap<>();
    wanted.forEach(name -> get(name).ifPresent(value -> found.put(name, value)));
    List<SecretName> missing =
        wanted.stream().filter(name -> !found.containsKey(name)).distinct().toList();
    if (!missing.isEmpty()) {
      throw missing(missing).toException();
    }
    return found;
  }

  private Failure missing(List<SecretName> names) {
    String each =
        names.stream()
            .map(name -> "backline secret set " + environment() + " " + name)
            .collect(Collectors.joining("; "));
    return Failure.usage(
        "reading the secrets of " + app() + " in " + environment(),
        "not set: " + names.stream().map(SecretName::value).collect(Collectors.joining(", ")),
        "set " + (names.size() == 1 ? "it: " : "each of them: ") + each);
  }
}
