package dev.backline.server;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Gives the memory of finished work back. The collector gives heap back only when it runs, and in a
 * controller that has nothing to do nothing makes it run; with little live data it takes some 20
 * ms.
 */
final class IdleHeap {

  static final Duration QUIET = Duration.ofSeconds(15);

  private final LongSupplier nanoTime;
  private final Runnable collect;
  private boolean owed;
  private long busyAt;

  /**
   * @param collect runs the collector
   */
  IdleHeap(LongSupplier nanoTime, Runnable collect) {
    this.nanoTime = nanoTime;
    this.collect = collect;
  }

  /** To be called again and again; collects once after each stretch of work, when it is quiet. */
  void look(boolean busy) {
    long now = nanoTime.getAsLong();
    if (busy) {
      owed = true;
      busyAt = now;
    } else if (owed && now - busyAt >= QUIET.toNanos()) {
      owed = false;
      collect.run();
    }
  }
}
