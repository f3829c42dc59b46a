package dev.backline.release;

import dev.backline.failure.Failure;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A release's version as its git tag: {@code vMAJOR.MINOR.PATCH[-suffix]}, Semantic Versioning 2.0
 * after a {@code v} and without build metadata. Ordered by precedence (SemVer 2.0 section 11),
 * which agrees with {@code equals}.
 *
 * @param major 0 to 999,999,999, as {@code minor} and {@code patch}
 * @param suffix the pre-release part without its hyphen
 */
public record Version(int major, int minor, int patch, Optional<String> suffix)
    implements Comparable<Version> {

  private static final int GREATEST = 999_999_999;
  private static final String NUMBER = "(0|[1-9][0-9]{0,8})";
  private static final String IDENTIFIER = "(?:0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*)";
  private static final String SUFFIX = IDENTIFIER + "(?:[.]" + IDENTIFIER + ")*";
  private static final Pattern SUFFIX_FORM = Pattern.compile(SUFFIX);
  private static final Pattern FORM =
      Pattern.compile("v" + NUMBER + "[.]" + NUMBER + "[.]" + NUMBER + "(?:-(" + SUFFIX + "))?");
  private static final int LONGEST = 100;

  public Version {
    requireNumber(major, "major");
    requireNumber(minor, "minor");
    requireNumber(patch, "patch");
    if (suffix.isPresent() && !SUFFIX_FORM.matcher(suffix.get()).matches()) {
      throw new IllegalArgumentException("not a version's suffix: " + suffix.get());
    }
  }

  /** The version that the text is, or empty if it is none. */
  public static Optional<Version> read(String text) {
    Matcher matcher = FORM.matcher(text);
    if (text.length() > LONGEST || !matcher.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new Version(
            Integer.parseInt(matcher.group(1)),
            Integer.parseInt(matcher.group(2)),
            Integer.parseInt(matcher.group(3)),
            Optional.ofNullable(matcher.group(4))));
  }

  /**
   * The version that the text is.
   *
   * @throws dev.backline.failure.BacklineException with {@code USAGE} if it is none
   */
  public static Version parse(String text) {
    return read(text)
        .orElseThrow(() ->
            Failure.usage(
                    "reading the version '" + text + "'",
                    "it is not a version",
                    "write it as vMAJOR.MINOR.PATCH with an optional suffix,"
                        + " such as v0.3.0 or v0.3.0-alpha")
                .toException());
  }

  /**
   * The version after this one: minor + 1, patch 0, the suffix kept.
   *
   * @throws dev.backline.failure.BacklineException with {@code REFUSED} if minor is at its greatest
   */
  public Version next() {
    if (minor == GREATEST) {
      throw Failure.refused(
              "choosing the version after " + this,
              "its second number can't grow any more",
              "give the version by hand")
          .toException();
    }
    return new Version(major, minor + 1, 0, suffix);
  }

  @Override
  public int compareTo(Version other) {
    if (major != other.major) {
      return Integer.compare(major, other.major);
    }
    if (minor != other.minor) {
      return Integer.compare(minor, other.minor);
    }
    if (patch != other.patch) {
      return Integer.compare(patch, other.patch);
    }
    return SuffixPrecedence.compare(suffix, other.suffix);
  }

  @Override
  public String toString() {
    return "v" + major + "." + minor + "." + patch + suffix.map(text -> "-" + text).orElse("");
  }

  private static void requireNumber(int number, String name) {
    if (number < 0 || number > GREATEST) {
      throw new IllegalArgumentException(name + " is not between 0 and 999999999: " + number);
    }
  }
}
