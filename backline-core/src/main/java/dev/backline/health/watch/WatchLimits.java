package dev.backline.health.watch;

import dev.backline.config.WatchSpec;
import java.time.Duration;

/**
 * What a new release may do and still pass.
 *
 * @param errorRate the share of errors that is still fine, 0 to 1
 * @param latencyFactor how many times slower than the release before is still fine, at least 1
 * @param memoryFactor how many times the memory of the release before is still fine, at least 1
 */
public record WatchLimits(double errorRate, double latencyFactor, double memoryFactor) {

  /** Fewer requests than this say nothing about a share of errors. */
  static final long REQUESTS_FOR_ERRORS = 20;

  /** So many errors above the limit say enough, however few the requests. */
  static final long ERRORS_ENOUGH = 5;

  /** Fewer requests than this have no 95th percentile worth comparing. */
  static final long REQUESTS_FOR_P95 = 100;

  /** Fewer requests than this have no 99th percentile worth comparing. */
  static final long REQUESTS_FOR_P99 = 500;

  /** Times below this are taken for this: from 2 to 5 ms is noise, not a slower release. */
  static final Duration NOISE = Duration.ofMillis(25);

  /** Less memory than this is taken for this, in bytes: a small program may well grow. */
  static final long SMALL = 64L << 20;

  public WatchLimits {
    if (!(errorRate >= 0 && errorRate <= 1)) {
      throw new IllegalArgumentException("error rate is not between 0 and 1: " + errorRate);
    }
    requireFactor("latency", latencyFactor);
    requireFactor("memory", memoryFactor);
  }

  private static void requireFactor(String of, double factor) {
    if (!(factor >= 1) || Double.isInfinite(factor)) {
      throw new IllegalArgumentException(of + " factor is below 1: " + factor);
    }
  }

  public static WatchLimits of(WatchSpec spec) {
    return new WatchLimits(spec.errorRate().fraction(), spec.latencyFactor(), spec.memoryFactor());
  }
}
