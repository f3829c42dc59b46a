package dev.backline.cli.run;

import dev.backline.Backline;
import dev.backline.cli.session.Session;
import dev.backline.journal.RunId;
import dev.backline.lease.LeaseScope;
import dev.backline.run.RunRecord;
import dev.backline.run.RunWorker;
import java.time.Duration;

/**
 * This process at work on an environment's runs until one of them has ended. If another process
 * holds the environment's lease it does the work; should that process die, this one goes on.
 */
public final class LocalWork {

  private static final Duration LOOK_EVERY = Duration.ofMillis(300);

  private final Backline backline;
  private final RunWorker worker;
  private final RunId until;

  private LocalWork(Backline backline, RunWorker worker, RunId until) {
    this.backline = backline;
    this.worker = worker;
    this.until = until;
  }

  /** Begins in a thread of its own, which does not keep the process alive. */
  public static void start(Session session, Backline backline, RunRecord run) {
    LocalWork work = new LocalWork(backline, session.worker(backline), run.id());
    LeaseScope scope = run.request().scope();
    Thread.ofPlatform().daemon().name("work-" + scope).start(() -> work.on(scope));
  }

  private void on(LeaseScope scope) {
    try {
      while (!ended()) {
        worker.workOff(scope, this::ended);
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
