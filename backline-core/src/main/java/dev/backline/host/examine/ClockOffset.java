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

  /** With more, logs, certificates and tokens of the host are of another time than ours. */
  private static final Duration MOST = Duration.ofSeconds(60);

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
    Duration sure = offset.abs().minus(doubt);
    if (sure.compareTo(TOLERATED) <= 0) {
      return HostFinding.fine("clock", "right");
    }
    String told =
        "it is "
            + tenths(offset.abs())
            + " s "
            + (offset.isNegative() ? "behind" : "ahead")
            + " of this machine's";
    String remedy = "set one of them right: timedatectl set-ntp true, or install chrony";
    return sure.compareTo(MOST) > 0
        ? HostFinding.unfit("clock", told, remedy)
        : HostFinding.doubtful("clock", told, remedy);
  }

  private static String tenths(Duration duration) {
    return "%d.%d".formatted(duration.toSeconds(), duration.toMillisPart() / 100);
  }
}
