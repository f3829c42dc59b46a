package dev.backline.host;

import java.util.regex.Pattern;

/**
 * A host's name in the configuration: letters, digits, dots and hyphens, at most 253 (RFC 1123
 * section 2.1).
 */
public record HostName(String value) {

  private static final Pattern FORM =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?");

  public static final HostName LOCAL = new HostName("localhost");

  public HostName {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not a host name: " + value);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
