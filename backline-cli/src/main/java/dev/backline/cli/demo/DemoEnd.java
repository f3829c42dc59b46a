package dev.backline.cli.demo;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import sun.misc.Signal;

/**
 * Ctrl-C, a closed terminal or a request to stop. The first one interrupts whoever tells the story,
 * who then stops everything; those that come meanwhile are ignored. Not a shutdown hook: in one, no
 * program can be run any more, and stopping PostgreSQL takes one.
 */
final class DemoEnd {

  private static final List<String> SIGNALS = List.of("INT", "TERM", "HUP");

  private final CountDownLatch asked = new CountDownLatch(1);

  private DemoEnd() {}

  /** From now on they no longer end this process. */
  static DemoEnd ofTheStoryToldBy(Thread teller) {
    DemoEnd end = new DemoEnd();
    SIGNALS.forEach(name -> Signal.handle(new Signal(name), signal -> end.ask(teller)));
    return end;
  }

  private synchronized void ask(Thread teller) {
    if (asked.getCount() > 0) {
      asked.countDown();
      teller.interrupt();
    }
  }

  /** Returns once it is asked for, whether by the interrupt or before. */
  void await() {
    try {
      asked.await();
    } catch (InterruptedException itself) {
      // That is what was waited for.
    }
  }

  /** Where an interrupt may have been taken for a failure of the story. */
  void throwIfAsked() throws InterruptedException {
    if (asked.getCount() == 0) {
      throw new InterruptedException("the demo was asked to stop");
    }
  }
}
