package dev.backline.config.schema;

import java.util.Map;

/** The values of a shape's keys, all of them read without a problem. */
public final class Values {

  private final Map<String, Object> byName;

  Values(Map<String, Object> byName) {
    this.byName = Map.copyOf(byName);
  }

  @SuppressWarnings("unchecked") // a key's value is only ever put in by that key
  public <T> T get(Key<T> key) {
    Object value = byName.get(key.name());
    if (value == null) {
      throw new AssertionError("the key '" + key.name() + "' isn't declared in this shape");
    }
    return (T) value;
  }
}
