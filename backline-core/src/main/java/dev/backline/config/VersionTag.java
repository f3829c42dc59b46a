package dev.backline.config;

import java.util.regex.Pattern;

/** A version as it is written in a git tag, such as {@code v0.1.0-alpha}. */
public record VersionTag(String value) implements Comparable<VersionTag> {

  /** What a valid value matches, in the syntax that Java and JSON Schema share. */
  public static final String PATTERN =
      "^v(0|[1-9][0-9]{0,5})[.](0|[1-9][0-9]{0,5})[.](0|[1-9][0-9]{0,5})(-[0-9A-Za-z]+([.-][0-9A-Za-z]+)*)?$";

  /** The same rule in words. */
  public static final String RULE =
      "v, three numbers, and optionally a suffix, such as v0.1.0-alpha";

  private static final Pattern VALID = Pattern.compile(PATTERN);

  public VersionTag {
    Checked.matching(value, VALID, "a version", RULE);
  }

  @Override
  public int compareTo(VersionTag other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
