package dev.backline.config;

import java.time.Duration;
import java.util.Objects;

/**
 * Something that has to work right after a deployment.
 *
 * @param timeout of the whole test, more than zero
 */
public record SmokeTest(SmokeName name, Duration timeout, SmokeProbe probe) {

  public SmokeTest {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(probe, "probe");
    Checked.that(timeout.isPositive(), "timeout has to be more than zero");
  }
}
