package dev.backline.config;

import java.time.Duration;
import java.util.Objects;

/**
 * How a new release is watched after the switch.
 *
 * @param window how long; zero turns watching off
 * @param errorRate the share of responses with status 500 and above that is still fine
 * @param latencyFactor how many times slower than the release before it is still fine, at least 1
 */
public record WatchSpec(Duration window, Percentage errorRate, double latencyFactor) {

  public WatchSpec {
    Objects.requireNonNull(errorRate, "errorRate");
    Checked.that(!window.isNegative(), "window can't be negative");
    Checked.that(
        latencyFactor >= 1 && latencyFactor <= 1000,
        "latencyFactor " + latencyFactor + " is not between 1 and 1000");
  }
}
