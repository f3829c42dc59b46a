package dev.backline.cli.terminal;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;

/** Points in time as people read them, in their zone. */
public final class HumanTime {

  private static final String[] MONTHS = {
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
  };

  private HumanTime() {}

  /** Such as {@code 09:03:04}. */
  public static String ofDay(Instant instant, ZoneId zone) {
    LocalDateTime time = LocalDateTime.ofInstant(instant, zone);
    return two(time.getHour()) + ":" + two(time.getMinute()) + ":" + two(time.getSecond());
  }

  /** The time alone if it is of the same day as {@code now}, else with its date. */
  public static String of(Instant instant, Instant now, ZoneId zone) {
    LocalDateTime time = LocalDateTime.ofInstant(instant, zone);
    LocalDateTime today = LocalDateTime.ofInstant(now, zone);
    if (time.toLocalDate().equals(today.toLocalDate())) {
      return ofDay(instant, zone);
    }
    String day = time.getDayOfMonth() + " " + MONTHS[time.getMonthValue() - 1];
    return time.getYear() == today.getYear()
        ? day + " " + two(time.getHour()) + ":" + two(time.getMinute())
        : day + " " + time.getYear();
  }

  private static String two(int number) {
    return number < 10 ? "0" + number : Integer.toString(number);
  }
}
