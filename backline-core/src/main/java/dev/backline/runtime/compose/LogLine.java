package dev.backline.runtime.compose;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of a container's log.
 *
 * @param time when it was written, as the engine tells it: in UTC, of a fixed length, so that later
 *     times sort after earlier ones as texts
 */
public record LogLine(String time, String text) {

  private static final Pattern TIMED =
      Pattern.compile("(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{9}Z) ?(.*)");

  /** Reads a line with its time before it; empty for what the client itself says. */
  static Optional<LogLine> read(String line) {
    Matcher matcher = TIMED.matcher(line);
    return matcher.matches()
        ? Optional.of(new LogLine(matcher.group(1), matcher.group(2)))
        : Optional.empty();
  }
}
