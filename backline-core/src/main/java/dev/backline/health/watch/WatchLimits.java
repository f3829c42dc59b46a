package dev.backline.health.watch;

import dev.backline.config.WatchSpec;

/**
 * What a new release may do and still pass.
 *
 * @param errorRate the share of errors that is still fine, 0 to 1
 * @param latencyFactor how many times slower than the release before is still fine, at least 1
 * @param memoryFactor how many times the memory of the release before is still fine, at least 1
 * @param logErrorFactor how many times the share of log lines that tell of an error is still fine,
 *     at least 1
 */
public record WatchLimits(
    double errorRate, double latencyFactor, double memoryFactor, double logErrorFactor) {

  public WatchLimits {
    if (!(errorRate >= 0 && errorRate <= 1)) {
      throw new IllegalArgumentException("error rate is not between 0 and 1: " + errorRate);
    }
    requireFactor("latency", latencyFactor);
    requireFactor("memory", memoryFactor);
    requireFactor("log error", logErrorFactor);
  }

  private static void requireFactor(String of, double factor) {
    if (!(factor >= 1) || Double.isInfinite(factor)) {
      throw new IllegalArgumentException(of + " factor is below 1: " + factor);
    }
  }

  public static WatchLimits of(WatchSpec spec) {
    return new WatchLimits(
        spec.errorRate().fraction(),
        spec.latencyFactor(),
        spec.memoryFactor(),
        spec.logErrorFactor());
  }
}
