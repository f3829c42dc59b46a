package dev.backline.journal;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the steps of a run found out or made so far. Never holds a secret. */
public record Facts(Map<String, String> values) {

  public static final Facts NONE = new Facts(Map.of());

  public Facts {
    values = Map.copyOf(values);
  }

  public static <T> Facts of(Fact<T> fact, T value) {
    return NONE.with(fact, value);
  }

  public <T> Facts with(Fact<T> fact, T value) {
    return and(new Facts(Map.of(fact.name(), fact.write().apply(value))));
  }

  /** These and the others; where both know a fact, the others' value counts. */
  public Facts and(Facts others) {
    Map<String, String> all = new TreeMap<>(values);
    all.putAll(others.values);
    return new Facts(all);
  }

  public <T> Optional<T> find(Fact<T> fact) {
    return Optional.ofNullable(values.get(fact.name())).map(fact.read());
  }

  /**
   * The value of a fact that an earlier step must have recorded.
   *
   * @throws IllegalStateException if none did, which is a fault in the pipeline
   */
  public <T> T get(Fact<T> fact) {
    return find(fact)
        .orElseThrow(() -> new IllegalStateException("no step has recorded " + fact.name()));
  }
}
