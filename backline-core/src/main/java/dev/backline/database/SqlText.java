package dev.backline.database;

import java.nio.charset.StandardCharsets;

/** Names and values as they are written inside SQL (PostgreSQL manual, section 4.1). */
public final class SqlText {

  /** PostgreSQL cuts longer names silently: NAMEDATALEN - 1. */
  static final int LONGEST_NAME = 63;

  private SqlText() {}

  /** A name in double quotes. */
  public static String name(String name) {
    return "\"" + name.replace("\"", "\"\"") + "\"";
  }

  /** A value in single quotes, right whatever {@code standard_conforming_strings} says. */
  public static String value(String value) {
    String quoted = "'" + value.replace("\\", "\\\\").replace("'", "''") + "'";
    return value.indexOf('\\') >= 0 ? "E" + quoted : quoted;
  }

  static String requireName(String name) {
    int bytes = name.getBytes(StandardCharsets.UTF_8).length;
    if (bytes == 0 || bytes > LONGEST_NAME || name.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          "not a PostgreSQL name of 1 to " + LONGEST_NAME + " bytes: " + name);
    }
    return name;
  }
}
