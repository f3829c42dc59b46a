package dev.backline.host.examine;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far a host's clock is ahead of ours.
 *
 * @param offset negative if it is behind
 * @param doubt by how much the offset may be wrong: half of the time that asking took
 */
record ClockOffset(Duration offset, Duration doubt) {

  private static final Duration TOLERATED = Duration.ofSeconds(2);
  private static final Pattern SECONDS = Pattern.compile("(\\d{1,12})\\.(\\d{9})");

  /** As Cristian's algorithm has it: the answer was given in the middle of the time it took. */
  static ClockOffset of(Instant asked, Instant answered, Instant theirs) {
    Duration half = Duration.between(asked, answered).dividedBy(2);
    return new ClockOffset(Duration.between(asked.plus(half), theirs), half);
  }

  /** Reads what {@code date +%s.%N} printed. */
  static Optional<Instant> parse(String text) {
    Matcher seconds = SECONDS.matcher(text.strip());
    try {
      return seconds.matches()
          ? Optional.of(
              Instant.ofEpochSecond(
                  Long.parseLong(seconds.group(1)), Long.parseLong(seconds.group(2))))
          : Optional.empty();
    } catch (DateTimeException outOfRange) {
      return Optional.empty();
    }
  }

  HostFinding finding() {
    String told = tenths(offset.abs()) + " s " + (offset.isNegative() ? "behind" : "ahead");
    return offset.abs().minus(doubt).compareTo(TOLERATED) > 0
        ? HostFinding.unfit(
            "clock",
            "it is " + told + " of this machine's",
            "set one of them right: timedatectl set-ntp true, or install chrony")
        : HostFinding.fine("clock", "right");
  }

  private static String tenths(Duration duration) {
    return "%d.%d".formatted(duration.toSeconds(), duration.toMillisPart() / 100);
  }
}
