package dev.backline.source;

import java.util.regex.Pattern;

/**
 * A commit's full name: 40 lower-case hexadecimal digits (SHA-1, as git writes it).
 *
 * @param value never abbreviated
 */
public record CommitId(String value) {

  private static final Pattern FORM = Pattern.compile("[0-9a-f]{40}");
  private static final int SHORT_LENGTH = 7;

  public CommitId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not a commit's full name: " + value);
    }
  }

  /** Whether the text is a full commit name. */
  public static boolean isOne(String text) {
    return FORM.matcher(text).matches();
  }

  /** The first {@value #SHORT_LENGTH} digits, for people and tags. */
  public String abbreviated() {
    return value.substring(0, SHORT_LENGTH);
  }

  @Override
  public String toString() {
    return value;
  }
}
