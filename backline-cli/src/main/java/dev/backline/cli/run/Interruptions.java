package dev.backline.cli.run;

import dev.backline.run.RunRecord;
import dev.backline.run.Runs;
import java.util.concurrent.atomic.AtomicInteger;

/** Ctrl-C while a run is followed: the first asks for a cancel, the second leaves. */
public final class Interruptions {

  /** The exit status of a command that left before the run's end: 128 + SIGINT. */
  public static final int LEFT = 130;

  private final AtomicInteger count = new AtomicInteger();
  private final Runs runs;
  private final String by;
  private int seen;

  public Interruptions(Runs runs, String by) {
    this.runs = runs;
    this.by = by;
  }

  /** From now on Ctrl-C is counted and no longer ends the process. */
  public void catchCtrlC() {
    sun.misc.Signal.handle(new sun.misc.Signal("INT"), signal -> count.incrementAndGet());
  }

  void interrupt() {
    count.incrementAndGet();
  }

  /** Acts on what came since the last call; true if the user wants to leave. */
  boolean leaveNow(RunView view, RunRecord run) {
    int now = count.get();
    if (now > seen && seen == 0) {
      boolean wanted = runs.requestCancel(run.id(), by);
      view.note(
          wanted
              ? "cancelling: what was changed is put back; Ctrl-C again to leave"
              : "the run has ended already");
    }
    seen = now;
    if (now >= 2) {
      view.note(
          "left run #"
              + run.id()
              + ": the controller or the next command on it finishes it: backline run "
              + run.id()
              + " --follow");
      return true;
    }
    return false;
  }
}
