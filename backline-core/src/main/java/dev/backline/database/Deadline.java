package dev.backline.database;

import dev.backline.failure.Failure;
import java.time.Duration;

/** A point in time, by the clock that nobody can set, after which waiting ends. */
public record Deadline(long nanos, Duration limit) {

  public static Deadline in(Duration limit) {
    return new Deadline(System.nanoTime() + limit.toNanos(), limit);
  }

  /** What is left of the time; at least a millisecond, so that it can be passed on as a limit. */
  public Duration left() {
    return Duration.ofNanos(Math.max(1_000_000, nanos - System.nanoTime()));
  }

  public boolean hasPassed() {
    return System.nanoTime() - nanos > 0;
  }

  /**
   * @param waiting what is waited for, as a failure's first words
   */
  public void check(String waiting) {
    if (hasPassed()) {
      throw Failure.unavailable(
              waiting,
              "it did not happen within " + limit.toSeconds() + " s",
              "see whether the machine is overloaded, then try again")
          .toException();
    }
  }
}
