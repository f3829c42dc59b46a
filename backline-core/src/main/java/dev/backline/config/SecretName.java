package dev.backline.config;

import java.util.regex.Pattern;

/** The name of a secret; never its value. */
public record SecretName(String value) implements Comparable<SecretName> {

  /** What a valid value matches, in the syntax that Java and JSON Schema share. */
  public static final String PATTERN = "^[A-Z][A-Z0-9_]{0,63}$";

  /** The same rule in words. */
  public static final String RULE =
      "capital letters, digits and underscores, a letter first, at most 64 characters";

  private static final Pattern VALID = Pattern.compile(PATTERN);

  public SecretName {
    Checked.matching(value, VALID, "a secret name", RULE);
  }

  @Override
  public int compareTo(SecretName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
