package dev.backline.config;

import java.time.Duration;
import java.util.Objects;

/**
 * When a started release counts as healthy.
 *
 * @param path requested with GET
 * @param status the one that means healthy, 100 to 599
 * @param interval from one request to the next, more than zero
 * @param timeout how long it may take to become healthy, more than {@code stable}
 * @param stable how long every answer has to be healthy without a break; zero means one is enough
 */
public record HealthSpec(
    HttpPath path, int status, Duration interval, Duration timeout, Duration stable) {

  public HealthSpec {
    Objects.requireNonNull(path, "path");
    HttpStatus.check(status);
    Checked.that(interval.isPositive(), "interval has to be more than zero");
    Checked.that(!stable.isNegative(), "stable can't be negative");
    Checked.that(
        timeout.compareTo(stable) > 0,
        "timeout has to be longer than stable (" + DurationText.format(stable) + ")");
    Checked.that(
        timeout.compareTo(interval) > 0,
        "timeout has to be longer than interval (" + DurationText.format(interval) + ")");
  }

  /** The same where one healthy answer is enough: other tests follow, and nobody is served. */
  public HealthSpec atOnce() {
    return new HealthSpec(path, status, interval, timeout, Duration.ZERO);
  }
}
