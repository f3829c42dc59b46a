package dev.backline.health.watch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Compares a new release with the one before it. Pure.
 *
 * <p>It fails when its share of errors is above both the limit and the share of the release before
 * (undoing would not help where that one was as bad), or when its 95th or 99th percentile is slower
 * than the factor allows, or when it holds more memory than the factor allows. More errors, time or
 * memory never turn failed into anything else.
 */
public final class ReleaseWatch {

  private ReleaseWatch() {}

  /**
   * @param now the new release since the switch
   * @param before the release before it; {@link Traffic#NONE} if there was none
   * @param memory of both; empty where one of them doesn't run, or it can't be told
   */
  public static WatchVerdict judge(
      Traffic now, Traffic before, Optional<Memory> memory, WatchLimits limits) {
    List<String> worse = new ArrayList<>();
    List<String> fine = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    judgeErrors(now, before, limits, worse, fine, unknown);
    Percentile p95 = new Percentile("95 %", WatchLimits.REQUESTS_FOR_P95, now.p95(), before.p95());
    Percentile p99 = new Percentile("99 %", WatchLimits.REQUESTS_FOR_P99, now.p99(), before.p99());
    for (Percentile percentile : List.of(p95, p99)) {
      judgeLatency(percentile, now, before, limits, worse, fine);
    }
    memory.ifPresent(both -> judgeMemory(both, limits, worse, fine));
    if (!worse.isEmpty()) {
      return new WatchVerdict.Failed(worse);
    }
    if (!unknown.isEmpty()) {
      return new WatchVerdict.Inconclusive(unknown);
    }
    return new WatchVerdict.Passed(fine);
  }

  private static void judgeErrors(
      Traffic now,
      Traffic before,
      WatchLimits limits,
      List<String> worse,
      List<String> fine,
      List<String> unknown) {
    String told =
        "%d of %d requests failed (%s, allowed %s; the release before: %s)"
            .formatted(
                now.errors(),
                now.requests(),
                percent(now.errorRate()),
                percent(limits.errorRate()),
                before.requests() == 0 ? "no requests" : percent(before.errorRate()));
    boolean enough =
        now.requests() >= WatchLimits.REQUESTS_FOR_ERRORS
            || now.errors() >= WatchLimits.ERRORS_ENOUGH;
    double comparable =
        before.requests() >= WatchLimits.REQUESTS_FOR_ERRORS ? before.errorRate() : 0;
    if (enough && now.errorRate() > Math.max(limits.errorRate(), comparable)) {
      worse.add(told);
    } else if (now.requests() >= WatchLimits.REQUESTS_FOR_ERRORS) {
      fine.add(told);
    } else {
      unknown.add(
          "%d requests are too few to judge by; it takes %d"
              .formatted(now.requests(), WatchLimits.REQUESTS_FOR_ERRORS));
    }
  }

  private static void judgeLatency(
      Percentile percentile,
      Traffic now,
      Traffic before,
      WatchLimits limits,
      List<String> worse,
      List<String> fine) {
    if (Math.min(now.requests(), before.requests()) < percentile.requests()) {
      fine.add(
          "the slowest answers (%s) aren't compared: it takes %d requests of both releases"
              .formatted(percentile.share(), percentile.requests()));
      return;
    }
    Duration base = longer(percentile.before(), WatchLimits.NOISE);
    String told =
        "%s of the requests took at most %s ms (the release before: %s ms; allowed %s times %s ms)"
            .formatted(
                percentile.share(),
                millis(percentile.now()),
                millis(percentile.before()),
                limits.latencyFactor(),
                millis(base));
    boolean slower = percentile.now().toNanos() > limits.latencyFactor() * base.toNanos();
    (slower ? worse : fine).add(told);
  }

  private static void judgeMemory(
      Memory memory, WatchLimits limits, List<String> worse, List<String> fine) {
    long base = Math.max(memory.before(), WatchLimits.SMALL);
    String told =
        "it holds %d MB of memory (the release before: %d MB; allowed %s times %d MB)"
            .formatted(
                megabytes(memory.now()),
                megabytes(memory.before()),
                limits.memoryFactor(),
                megabytes(base));
    (memory.now() > limits.memoryFactor() * base ? worse : fine).add(told);
  }

  private record Percentile(String share, long requests, Duration now, Duration before) {}

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f %%", share * 100);
  }

  private static long megabytes(long bytes) {
    return Math.round(bytes / 1e6);
  }

  private static String millis(Duration time) {
    return String.format(Locale.ROOT, "%.1f", time.toNanos() / 1e6);
  }
}
