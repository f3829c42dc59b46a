package dev.backline.edge.proxy;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for something real to happen, with a deadline and a name for it. */
final class Await {

  private Await() {}

  static void until(String what, Callable<Boolean> condition) throws Exception {
    until(what, Duration.ofSeconds(30), condition);
  }

  static void until(String what, Duration limit, Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!condition.call()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("still waiting after " + limit + " for " + what);
      }
      Thread.sleep(10);
    }
  }
}
