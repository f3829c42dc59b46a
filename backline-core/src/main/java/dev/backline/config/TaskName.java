package dev.backline.config;

import java.util.regex.Pattern;

/** The name of a one-off task. */
public record TaskName(String value) implements Comparable<TaskName> {

  /** What a valid value matches, in the syntax that Java and JSON Schema share. */
  public static final String PATTERN = "^[a-z][a-z0-9-]{0,39}$";

  /** The same rule in words. */
  public static final String RULE =
      "lower-case letters, digits and hyphens, a letter first, at most 40 characters";

  private static final Pattern VALID = Pattern.compile(PATTERN);

  public TaskName {
    Checked.matching(value, VALID, "a task name", RULE);
  }

  @Override
  public int compareTo(TaskName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
