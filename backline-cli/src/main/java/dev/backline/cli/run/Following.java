package dev.backline.cli.run;

import dev.backline.Backline;
import dev.backline.cli.session.Session;
import dev.backline.journal.RunId;
import dev.backline.run.RunRecord;
import java.time.Duration;

/** Shows a run until it ends. */
public final class Following {

  private static final Duration LOOK_EVERY = Duration.ofMillis(100);

  private final Session session;
  private final Backline backline;

  public Following(Session session, Backline backline) {
    this.session = session;
    this.backline = backline;
  }

  /** A run's history so far, without waiting. */
  public void show(RunId id) {
    RunView view = view();
    RunTail tail = new RunTail(backline, id);
    RunTail.News news = drain(tail, view);
    if (news.run().status().ended() || session.json()) {
      view.end(news.run());
    }
  }

  /** The exit status that the run's end amounts to. */
  public int toTheEnd(RunId id, Interruptions interruptions) throws InterruptedException {
    RunView view = view();
    RunTail tail = new RunTail(backline, id);
    while (true) {
      RunTail.News news = drain(tail, view);
      RunRecord run = news.run();
      if (run.status().ended()) {
        view.end(run);
        return RunEnding.exitStatus(run);
      }
      view.tick(run);
      if (interruptions.leaveNow(view, run)) {
        return Interruptions.LEFT;
      }
      Thread.sleep(LOOK_EVERY);
    }
  }

  private static RunTail.News drain(RunTail tail, RunView view) {
    while (true) {
      RunTail.News news = tail.next();
      Interleaved.show(news.entries(), news.output(), view);
      if (news.entries().isEmpty() && news.output().isEmpty()) {
        return news;
      }
    }
  }

  private RunView view() {
    if (session.json()) {
      return new JsonRunView(session.terminal());
    }
    return session.terminal().live() ? new LiveRunView(session) : new PlainRunView(session);
  }
}
