package dev.backline.runtime.health;

import dev.backline.config.HealthSpec;
import java.time.Duration;
import java.util.Optional;

/**
 * How far a release is on its way to be healthy: a pure fold over the answers. All times are from
 * the begin of the wait.
 *
 * @param first when the first answer of the current row of healthy ones came; empty: none yet
 * @param answers healthy ones in that row
 * @param last what the last unhealthy answer was, for the failure
 */
record HealthProgress(Optional<Duration> first, int answers, String last) {

  enum Verdict {
    WAIT,
    HEALTHY,
    TOO_LATE
  }

  static HealthProgress begun() {
    return new HealthProgress(Optional.empty(), 0, "it never answered");
  }

  HealthProgress healthy(Duration at) {
    return new HealthProgress(Optional.of(first.orElse(at)), answers + 1, last);
  }

  HealthProgress unhealthy(String why) {
    return new HealthProgress(Optional.empty(), 0, why);
  }

  /** To be asked after each answer. The one that completes the stable time may come late. */
  Verdict verdict(HealthSpec check, Duration now) {
    if (first.isPresent() && now.minus(first.get()).compareTo(check.stable()) >= 0) {
      return Verdict.HEALTHY;
    }
    return now.compareTo(check.timeout()) >= 0 ? Verdict.TOO_LATE : Verdict.WAIT;
  }
}
