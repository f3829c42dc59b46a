package dev.backline.access;

import java.util.regex.Pattern;

/** What a token is called by people: lower-case letters, digits and hyphens, at most 40. */
public record TokenName(String value) {

  private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

  public TokenName {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not a token's name: " + value);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
