package dev.backline.config;

import java.util.Set;
import java.util.regex.Pattern;

/** The name of a service beside the releases; other containers reach it by that name. */
public record ServiceName(String value) implements Comparable<ServiceName> {

  public static final String PATTERN = "^[a-z][a-z0-9-]{1,39}$";
  public static final String RULE =
      "lower-case letters, digits and hyphens, a letter first, 2 to 40 characters; not web-blue,"
          + " web-green, database or edge, which Backline uses";

  private static final Pattern VALID = Pattern.compile(PATTERN);
  private static final Set<String> OURS = Set.of("web-blue", "web-green", "database", "edge");

  public ServiceName {
    Checked.matching(value, VALID, "a service name", RULE);
    Checked.that(!OURS.contains(value), Checked.shown(value) + " is taken: " + RULE);
  }

  @Override
  public int compareTo(ServiceName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
