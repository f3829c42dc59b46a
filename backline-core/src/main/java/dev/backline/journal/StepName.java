package dev.backline.journal;

import java.util.regex.Pattern;

/**
 * Names a step within its run: a verb and a noun, such as {@code switch-edge}.
 *
 * @param value lower-case words joined by hyphens, at most 60 characters
 */
public record StepName(String value) {

  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

  public StepName {
    if (!FORM.matcher(value).matches() || value.length() > 60) {
      throw new IllegalArgumentException("not a step's name: " + value);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
