package dev.backline.config;

import java.time.Duration;

/**
 * How a release is stopped.
 *
 * @param grace from the request to stop (SIGTERM) to the kill; zero kills at once
 */
public record StopSpec(Duration grace) {

  public StopSpec {
    Checked.that(!grace.isNegative(), "grace can't be negative");
  }
}
