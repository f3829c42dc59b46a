package dev.backline.config;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A pattern for paths below the repository's root: {@code *} stands for anything but {@code /},
 * {@code **} for any number of directories, {@code ?} for one character. No other character is
 * special.
 */
public record Glob(String pattern) {

  public static final String RULE =
      "a pattern below the repository's root, without '..', such as src/**, *.xml or **/*.java";

  public Glob {
    Objects.requireNonNull(pattern, "pattern");
    Checked.that(
        PathParts.stayBelowRoot(pattern), Checked.shown(pattern) + " is not a glob: " + RULE);
  }

  /** Whether a path, relative and divided by {@code /}, fits. */
  public boolean matches(String path) {
    return toRegex().matcher(path).matches();
  }

  /** The same as a regular expression, for matching many paths. */
  public Pattern toRegex() {
    StringBuilder regex = new StringBuilder();
    int i = 0;
    while (i < pattern.length()) {
      char c = pattern.charAt(i);
      if (pattern.startsWith("**/", i)) {
        regex.append("(?:[^/]+/)*");
        i += 3;
      } else if (pattern.startsWith("**", i)) {
        regex.append(".*");
        i += 2;
      } else {
        regex.append(c == '*' ? "[^/]*" : c == '?' ? "[^/]" : Pattern.quote(String.valueOf(c)));
        i++;
      }
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }

  @Override
  public String toString() {
    return pattern;
  }
}
