package dev.backline.registry;

import dev.backline.config.AppName;
import dev.backline.config.EnvironmentName;
import dev.backline.config.SecretName;
import dev.backline.secret.EnvironmentSecrets;
import dev.backline.secret.Secret;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Secrets in memory. */
record MapSecrets(SortedMap<SecretName, Secret> values) implements EnvironmentSecrets {

  static MapSecrets none() {
    return new MapSecrets(new TreeMap<>());
  }

  @Override
  public AppName app() {
    return new AppName("shop");
  }

  @Override
  public EnvironmentName environment() {
    return new EnvironmentName("prod");
  }

  @Override
  public Optional<Secret> get(SecretName name) {
    return Optional.ofNullable(values.get(name));
  }

  @Override
  public void set(SecretName name, Secret value) {
    values.put(name, value);
  }

  @Override
  public boolean remove(SecretName name) {
    return values.remove(name) != null;
  }

  @Override
  public SortedSet<SecretName> names() {
    return new TreeSet<>(values.keySet());
  }

  @Override
  public Secret getOrMake(SecretName name, Supplier<Secret> maker) {
    return values.computeIfAbsent(name, _ -> maker.get());
  }
}
