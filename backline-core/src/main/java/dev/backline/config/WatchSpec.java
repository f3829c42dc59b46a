package dev.backline.config;

import java.time.Duration;
import java.util.Objects;

/**
 * How a new release is watched after the switch.
 *
 * @param window how long; zero turns watching off
 * @param errorRate the share of responses with status 500 and above that is still fine
 * @param latencyFactor how many times slower than the release before it is still fine, at least 1
 * @param memoryFactor how many times its memory is still fine, at least 1
 * @param logErrorFactor how many times its share of log lines that tell of an error is still fine,
 *     at least 1
 * @param inconclusive what happens where too few requests came
 */
public record WatchSpec(
    Duration window,
    Percentage errorRate,
    double latencyFactor,
    double memoryFactor,
    double logErrorFactor,
    Inconclusive inconclusive) {

  private static final double MOST = 1000;

  public WatchSpec {
    Objects.requireNonNull(errorRate, "errorRate");
    Objects.requireNonNull(inconclusive, "inconclusive");
    Checked.that(!window.isNegative(), "window can't be negative");
    requireFactor("latencyFactor", latencyFactor);
    requireFactor("memoryFactor", memoryFactor);
    requireFactor("logErrorFactor", logErrorFactor);
  }

  private static void requireFactor(String name, double factor) {
    Checked.that(factor >= 1 && factor <= MOST, name + " " + factor + " is not between 1 and 1000");
  }

  /** Not where nothing is watched. */
  public boolean asksWhereInconclusive() {
    return inconclusive == Inconclusive.ASK && !window.isZero();
  }
}
