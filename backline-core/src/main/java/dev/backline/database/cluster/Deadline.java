package dev.backline.database.cluster;

import dev.backline.failure.Failure;
import java.time.Duration;

/** A point in time, by the clock that nobody can set, after which waiting ends. */
record Deadline(long nanos, Duration limit) {

  static Deadline in(Duration limit) {
    return new Deadline(System.nanoTime() + limit.toNanos(), limit);
  }

  /** What is left of the time; at least a millisecond, so that it can be passed on as a limit. */
  Duration left() {
    return Duration.ofNanos(Math.max(1_000_000, nanos - System.nanoTime()));
  }

  /**
   * @param waiting what is waited for, as a failure's first words
   */
  void check(String waiting) {
    if (System.nanoTime() - nanos > 0) {
      throw Failure.unavailable(
              waiting,
              "it did not happen within " + limit.toSeconds() + " s",
              "see whether the machine is overloaded, then try again")
          .toException();
    }
  }
}
