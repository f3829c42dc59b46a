package dev.backline.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/** The checks that the records' constructors share; messages are written for the file's author. */
final class Checked {

  /** No name or path is longer; it also bounds what a regular expression has to go through. */
  private static final int LONGEST = 2_100;

  private Checked() {}

  static String matching(String value, Pattern pattern, String kind, String rule) {
    Objects.requireNonNull(value, kind);
    if (value.length() > LONGEST || !pattern.matcher(value).matches()) {
      throw new IllegalArgumentException(shown(value) + " is not " + kind + ": " + rule);
    }
    return value;
  }

  /** A value in quotes for a message, cut where it is long. */
  static String shown(String value) {
    return "'" + (value.length() <= 120 ? value : value.substring(0, 117) + "...") + "'";
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
