package dev.backline.config;

import java.util.regex.Pattern;

/** The path of an HTTP request, with its query if there is one (RFC 9110, 4.2.3). */
public record HttpPath(String value) {

  public static final String PATTERN = "^/[!-~]{0,2000}$";
  public static final String RULE = "it starts with '/' and holds no spaces; encode others as %XX";

  private static final Pattern VALID = Pattern.compile(PATTERN);

  public HttpPath {
    Checked.matching(value, VALID, "an HTTP path", RULE);
    Checked.that(
        value.indexOf('#') < 0,
        Checked.shown(value) + " is not an HTTP path: a fragment (#) is never sent");
    Checked.that(
        !value.startsWith("//"),
        Checked.shown(value) + " is not an HTTP path: '//' would start a host name");
  }

  @Override
  public String toString() {
    return value;
  }
}
