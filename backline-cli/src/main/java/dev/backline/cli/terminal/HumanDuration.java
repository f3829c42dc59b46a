package dev.backline.cli.terminal;

import java.time.Duration;

/** Durations as people read them. */
public final class HumanDuration {

  private HumanDuration() {}

  /** Such as {@code 40 ms}, {@code 0.8 s}, {@code 12 s}, {@code 2 min 03 s}, {@code 3 h 04 min}. */
  public static String of(Duration duration) {
    long millis = Math.max(0, duration.toMillis());
    if (millis < 95) {
      return millis + " ms";
    }
    if (millis < 9_950) {
      long tenths = (millis + 50) / 100;
      return tenths / 10 + "." + tenths % 10 + " s";
    }
    long seconds = (millis + 500) / 1000;
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return seconds / 60 + " min " + twoDigits(seconds % 60) + " s";
    }
    long minutes = (seconds + 30) / 60;
    if (minutes < 48 * 60) {
      return minutes / 60 + " h " + twoDigits(minutes % 60) + " min";
    }
    return minutes / (24 * 60) + " days";
  }

  private static String twoDigits(long number) {
    return number < 10 ? "0" + number : Long.toString(number);
  }
}
