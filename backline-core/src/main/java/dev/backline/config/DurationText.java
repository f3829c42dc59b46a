package dev.backline.config;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as they are written in {@code backline.yml}: {@code 250ms}, {@code 30s}, {@code 5m},
 * {@code 2h}, {@code 1d}.
 */
public final class DurationText {

  public static final String PATTERN = "^[0-9]{1,9}(ms|s|m|h|d)$";
  public static final String RULE = "a whole number and a unit: ms, s, m, h or d";

  private static final Pattern TEXT = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");

  private DurationText() {}

  public static Duration parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    Checked.that(matcher.matches(), Checked.shown(text) + " is not a duration: " + RULE);
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }

  /** The exact duration, to the millisecond, in the largest unit that divides it. */
  public static String format(Duration duration) {
    long millis = duration.toMillis();
    if (millis == 0 || millis % 1000 != 0) {
      return millis == 0 ? "0s" : millis + "ms";
    }
    long seconds = millis / 1000;
    if (seconds % 86_400 == 0) {
      return seconds / 86_400 + "d";
    }
    if (seconds % 3_600 == 0) {
      return seconds / 3_600 + "h";
    }
    return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }
}
