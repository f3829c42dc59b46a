package dev.backline.config;

import java.util.regex.Pattern;

/**
 * A place in a JSON document (RFC 6901), such as {@code /nodes/0/id}; empty is the whole document.
 */
public record JsonPointer(String value) {

  public static final String PATTERN = "^(/([^~/]|~[01])*)*$";
  public static final String RULE =
      "parts that each start with '/', such as /nodes/0/id (RFC 6901)";

  private static final Pattern VALID = Pattern.compile(PATTERN);

  public JsonPointer {
    Checked.matching(value, VALID, "a JSON pointer", RULE);
  }

  @Override
  public String toString() {
    return value;
  }
}
