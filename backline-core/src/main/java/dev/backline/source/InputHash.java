package dev.backline.source;

import java.util.regex.Pattern;

/**
 * Names what an artifact is made of: equal inputs, equal hash, whatever the history that led to
 * them.
 *
 * @param value {@code sha256:} and 64 lower-case hexadecimal digits
 */
public record InputHash(String value) {

  private static final Pattern FORM = Pattern.compile("sha256:[0-9a-f]{64}");

  public InputHash {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not an input hash: " + value);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
