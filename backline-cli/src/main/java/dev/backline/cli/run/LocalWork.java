package dev.backline.cli.run;

import dev.backline.Backline;
import dev.backline.cli.session.Session;
import dev.backline.journal.RunId;
import dev.backline.lease.LeaseScope;
import dev.backline.run.RunRecord;
import dev.backline.run.RunWorker;
import dev.backline.server.ControllerFile;
import java.time.Duration;

/**
 * This process at work on an environment's runs until one of them has ended. If a controller runs,
 * or another process holds the environment's lease, that one does the work; should it die, this one
 * goes on.
 */
public final class LocalWork implements AutoCloseable {

  private static final Duration LOOK_EVERY = Duration.ofMillis(100);
  private static final Duration GIVE_BACK = Duration.ofSeconds(5);

  private final Backline backline;
  private final RunWorker worker;
  private final RunId until;
  private final Thread thread;

  private LocalWork(Backline backline, RunWorker worker, RunRecord run) {
    this.backline = backline;
    this.worker = worker;
    this.until = run.id();
    LeaseScope scope = run.request().scope();
    this.thread = Thread.ofPlatform().daemon().name("work-" + scope).unstarted(() -> on(scope));
  }

  /** Begins in a thread of its own, which does not keep the process alive. */
  public static LocalWork start(Session session, Backline backline, RunRecord run) {
    LocalWork work = new LocalWork(backline, session.worker(backline), run);
    work.thread.start();
    return work;
  }

  /** Lets the worker give its lease back if the run has ended; a run under way is just left. */
  @Override
  public void close() {
    if (ended()) {
      try {
        thread.join(GIVE_BACK);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void on(LeaseScope scope) {
    try {
      while (!ended()) {
        // A controller does it; looked up each time, because it may die meanwhile.
        if (ControllerFile.running(backline.data()).isEmpty()) {
          worker.workOff(scope, this::ended);
        }
        Thread.sleep(LOOK_EVERY);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean ended() {
    return Existing.run(backline, until).status().ended();
  }
}
