package dev.backline.config;

import java.util.regex.Pattern;

/** The name of an environment, such as {@code dev} or {@code prod}. */
public record EnvironmentName(String value) implements Comparable<EnvironmentName> {

  /** What a valid value matches, in the syntax that Java and JSON Schema share. */
  public static final String PATTERN = "^[a-z][a-z0-9-]{0,39}$";

  /** The same rule in words. */
  public static final String RULE =
      "lower-case letters, digits and hyphens, a letter first, at most 40 characters";

  private static final Pattern VALID = Pattern.compile(PATTERN);

  public EnvironmentName {
    Checked.matching(value, VALID, "an environment name", RULE);
  }

  @Override
  public int compareTo(EnvironmentName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
