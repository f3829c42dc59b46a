package dev.backline.journal;

import java.util.regex.Pattern;

/**
 * Names a run.
 *
 * @param value 1 or more, growing in the order in which runs were asked for
 */
public record RunId(long value) implements Comparable<RunId> {

  private static final Pattern FORM = Pattern.compile("#?[1-9][0-9]{0,17}");

  public RunId {
    if (value < 1) {
      throw new IllegalArgumentException("a run's number is at least 1: " + value);
    }
  }

  /** Reads {@code 12} or {@code #12}. */
  public static RunId parse(String text) {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("not a run's number: " + text);
    }
    return new RunId(Long.parseLong(text.startsWith("#") ? text.substring(1) : text));
  }

  @Override
  public int compareTo(RunId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
