package dev.backline.e2e;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for something, not for ever, and says what it waited for. */
final class Awaiting {

  private static final Duration LOOK_EVERY = Duration.ofMillis(50);

  private Awaiting() {}

  static void until(String what, Duration limit, BooleanSupplier holds) {
    value(what, limit, () -> holds.getAsBoolean() ? Optional.of(true) : Optional.empty());
  }

  static <T> T value(String what, Duration limit, Supplier<Optional<T>> look) {
    return value(what, limit, LOOK_EVERY, look);
  }

  /** Looks more seldom where a look costs what is waited for. */
  static <T> T value(String what, Duration limit, Duration every, Supplier<Optional<T>> look) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (true) {
      Optional<T> found = look.get();
      if (found.isPresent()) {
        return found.get();
      }
      if (System.nanoTime() > deadline) {
        throw new AssertionError("after " + limit + " still not: " + what);
      }
      sleep(every.toMillis());
    }
  }

  static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting", e);
    }
  }
}
