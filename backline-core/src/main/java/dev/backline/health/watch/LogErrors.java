package dev.backline.health.watch;

import java.util.List;
import java.util.regex.Pattern;

/**
 * How many of the last lines that two releases wrote to their logs tell of an error.
 *
 * @param errors of the new one, at most {@code lines}
 * @param lines of the new one that were read
 */
public record LogErrors(long errors, long lines, long errorsBefore, long linesBefore) {

  /** Fewer of them say nothing. */
  static final long ENOUGH = 10;

  /** A smaller share than this is taken for this. */
  static final double SMALL = 0.02;

  /**
   * A level as programs write it at the begin of a line, in brackets, after a time or as JSON; and
   * how runtimes begin to tell of what nobody caught.
   */
  private static final Pattern ERROR =
      Pattern.compile(
          "(?:^|[\\s\\[(|<])(?:ERROR|ERR|FATAL|SEVERE|CRITICAL|CRIT|PANIC)(?=[\\s\\])|>:,]|$)"
              + "|\\[(?:error|crit|alert|emerg|fatal)\\]"
              + "|\"(?:level|severity)\"\\s*:\\s*\"(?i:error|fatal|critical|panic|severe)\""
              + "|\\blevel=(?i:error|fatal|critical|panic)\\b"
              + "|(?:^|: )(?:Exception in thread |Traceback \\(most recent call last\\)|panic: "
              + "|(?:Uncaught |Unhandled )\\w*(?:Error|Exception|Rejection))");

  /** The level is at the begin of a line; further on it is part of what the line tells. */
  private static final int LOOKED_AT = 160;

  public LogErrors {
    if (errors < 0 || errors > lines || errorsBefore < 0 || errorsBefore > linesBefore) {
      throw new IllegalArgumentException(
          "%d of %d lines, %d of %d before".formatted(errors, lines, errorsBefore, linesBefore));
    }
  }

  /** Of the lines of both logs, oldest first. */
  public static LogErrors in(List<String> now, List<String> before) {
    return new LogErrors(count(now), now.size(), count(before), before.size());
  }

  private static long count(List<String> lines) {
    return lines.stream()
        .map(line -> line.substring(0, Math.min(line.length(), LOOKED_AT)))
        .filter(line -> ERROR.matcher(line).find())
        .count();
  }

  Finding judge(WatchLimits limits) {
    double base = Math.max(share(errorsBefore, linesBefore), SMALL);
    String told =
        "%d of its last %d log lines tell of an error (the release before: %d of %d; allowed %s times %.1f %%)"
            .formatted(
                errors, lines, errorsBefore, linesBefore, limits.logErrorFactor(), base * 100);
    return Finding.of(
        errors >= ENOUGH && share(errors, lines) > limits.logErrorFactor() * base, told);
  }

  private static double share(long errors, long lines) {
    return lines == 0 ? 0 : (double) errors / lines;
  }
}
