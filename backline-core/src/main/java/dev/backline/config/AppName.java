package dev.backline.config;

import java.util.regex.Pattern;

/** The name of an app. */
public record AppName(String value) implements Comparable<AppName> {

  /** What a valid value matches, in the syntax that Java and JSON Schema share. */
  public static final String PATTERN = "^[a-z][a-z0-9-]{0,39}$";

  /** The same rule in words. */
  public static final String RULE =
      "lower-case letters, digits and hyphens, a letter first, at most 40 characters";

  private static final Pattern VALID = Pattern.compile(PATTERN);

  public AppName {
    Checked.matching(value, VALID, "an app name", RULE);
  }

  @Override
  public int compareTo(AppName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
