package dev.backline.server;

import dev.backline.Backline;
import dev.backline.lease.LeaseScope;
import dev.backline.run.RunWorker;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees that every environment in which something waits, or was left under way by a dead process, is
 * worked on: one thread an environment, environments side by side.
 */
final class WorkLoop implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(WorkLoop.class);
  private static final Duration LOOK_EVERY = Duration.ofMillis(250);

  private final Backline backline;
  private final Set<LeaseScope> busy = ConcurrentHashMap.newKeySet();
  private final IdleHeap heap = new IdleHeap(System::nanoTime, System::gc);

  WorkLoop(Backline backline) {
    this.backline = backline;
  }

  /** Goes on until its thread is interrupted. */
  @Override
  public void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        backline.runs().scopesWithWork().stream().filter(busy::add).forEach(this::workOn);
        heap.look(!busy.isEmpty());
      } catch (RuntimeException e) {
        LOG.error("looking for work failed; trying again", e);
      }
      try {
        Thread.sleep(LOOK_EVERY);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void workOn(LeaseScope scope) {
    RunWorker worker = backline.worker();
    Thread.ofVirtual()
        .name("work-" + scope)
        .start(() -> {
          try {
            worker.workOff(scope);
          } catch (RuntimeException e) {
            LOG.error("working on {} failed; trying again", scope, e);
          } finally {
            busy.remove(scope);
          }
        });
  }
}
