package dev.backline.testing;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what real parts do in their own time. */
public final class Waiting {

  private static final long BETWEEN_LOOKS_MILLIS = 20;

  private Waiting() {}

  /** Returns once it holds; false if it doesn't within the limit. */
  public static boolean until(Duration limit, BooleanSupplier condition) {
    long end = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        return false;
      }
      pause();
    }
    return true;
  }

  private static void pause() {
    try {
      Thread.sleep(BETWEEN_LOOKS_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting", e);
    }
  }
}
