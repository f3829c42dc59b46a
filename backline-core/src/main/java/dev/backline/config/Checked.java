package dev.backline.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/** The checks that the records' constructors share; messages are written for the file's author. */
final class Checked {

  private Checked() {}

  static String matching(String value, Pattern pattern, String kind, String rule) {
    Objects.requireNonNull(value, kind);
    if (!pattern.matcher(value).matches()) {
      throw new IllegalArgumentException("'" + value + "' is not " + kind + ": " + rule);
    }
    return value;
  }

  static void that(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }

  /** An unmodifiable copy that keeps the order of the file. */
  static <K, V> SequencedMap<K, V> ordered(Map<K, V> map) {
    SequencedMap<K, V> copy = new LinkedHashMap<>();
    map.forEach(
        (key, value) -> copy.put(Objects.requireNonNull(key), Objects.requireNonNull(value)));
    return Collections.unmodifiableSequencedMap(copy);
  }
}
