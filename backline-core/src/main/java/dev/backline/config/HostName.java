package dev.backline.config;

import java.util.regex.Pattern;

/** A host's name in the configuration (RFC 1123 section 2.1). */
public record HostName(String value) {

  public static final String PATTERN = "^[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$";
  public static final String RULE =
      "letters, digits, dots and hyphens, a letter or digit at both ends, at most 253 characters";

  private static final Pattern VALID = Pattern.compile(PATTERN);

  public static final HostName LOCAL = new HostName("localhost");

  public HostName {
    Checked.matching(value, VALID, "a host name", RULE);
  }

  @Override
  public String toString() {
    return value;
  }
}
