package dev.backline.database.migrate;

import java.util.regex.Pattern;

/**
 * Names a migration as the app's own tool does: 1 to 200 visible characters, no space, no leading
 * hyphen (it becomes an argument of a command), and not {@code none}.
 */
public record MigrationId(String value) {

  private static final Pattern FORM = Pattern.compile("(?!-)[^\\s\\p{Cntrl}]{1,200}");

  /** What stands for "before the first migration" in a command. */
  static final String NONE = "none";

  public MigrationId {
    if (!isOne(value)) {
      throw new IllegalArgumentException("not a migration's name: " + value);
    }
  }

  static boolean isOne(String text) {
    return FORM.matcher(text).matches() && !text.equals(NONE);
  }

  @Override
  public String toString() {
    return value;
  }
}
