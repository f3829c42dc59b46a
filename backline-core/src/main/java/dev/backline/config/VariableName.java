package dev.backline.config;

import java.util.regex.Pattern;

/** The name of an environment variable (POSIX.1-2017, 8.1). */
public record VariableName(String value) implements Comparable<VariableName> {

  /** What a valid value matches, in the syntax that Java and JSON Schema share. */
  public static final String PATTERN = "^[A-Za-z_][A-Za-z0-9_]{0,127}$";

  /** The same rule in words. */
  public static final String RULE =
      "letters, digits and underscores, no digit first, at most 128 characters";

  private static final Pattern VALID = Pattern.compile(PATTERN);

  public VariableName {
    Checked.matching(value, VALID, "an environment variable name", RULE);
  }

  @Override
  public int compareTo(VariableName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
