package dev.backline.run;

import dev.backline.failure.BacklineException;
import dev.backline.failure.ExitCode;
import dev.backline.failure.Failure;
import dev.backline.journal.Journal;
import dev.backline.journal.JournalEntry;
import dev.backline.journal.JournalEntry.End;
import dev.backline.journal.JournalEntry.RunAdopted;
import dev.backline.journal.JournalEntry.RunStarted;
import dev.backline.journal.JournalEntry.StepDone;
import dev.backline.journal.JournalEntry.StepFailed;
import dev.backline.journal.JournalEntry.StepFoundNotDone;
import dev.backline.journal.JournalEntry.StepFoundPartlyDone;
import dev.backline.journal.JournalEntry.StepIntended;
import dev.backline.journal.JournalEntry.StepPutBack;
import dev.backline.journal.JournalEntry.StepSkipped;
import dev.backline.journal.JournalEntry.UndoDone;
import dev.backline.journal.JournalEntry.UndoFailed;
import dev.backline.journal.JournalEntry.UndoIntended;
import dev.backline.journal.JournalEntry.UndoLeftToPerson;
import dev.backline.journal.JournalEntry.UndoNotNeeded;
import dev.backline.journal.JournalEntry.UnwindStarted;
import dev.backline.journal.RunState;
import dev.backline.journal.StepName;
import dev.backline.lease.Lease;
import dev.backline.lease.LeaseLostException;
import dev.backline.run.StepResult.Done;
import dev.backline.run.StepResult.Skipped;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Carries a run to its end, from wherever its journal says that it stands: to success, or back to
 * where it began.
 *
 * <p>Invariant: whatever instant the process dies at, executing the same run again, in this or
 * another process, ends it in one of the two ways. Whatever a step throws, an {@link Error} too, is
 * that step's failure. The executor throws only when it may not or cannot go on: the lease is lost,
 * the run has ended elsewhere, or the journal can't be read or written.
 */
public final class RunExecutor {

  private final Journal journal;
  private final Cancellation cancellation;
  private final UndoPatience patience;

  public RunExecutor(Journal journal, Cancellation cancellation, UndoPatience patience) {
    this.journal = journal;
    this.cancellation = cancellation;
    this.patience = patience;
  }

  /** One execution of one run by this process. */
  public End execute(RunRecord run, List<Step> steps, Lease lease, MaskedOutput output) {
    Execution execution = new Execution(run, steps, lease, output);
    execution.open();
    return execution.toTheEnd();
  }

  private final class Execution {

    private final RunRecord run;
    private final Map<StepName, Step> steps = new LinkedHashMap<>();
    private final RunPlan plan;
    private final Lease lease;
    private final MaskedOutput output;
    private final Iterator<Duration> pauses = patience.pauses().iterator();
    private RunState state;

    Execution(RunRecord run, List<Step> steps, Lease lease, MaskedOutput output) {
      this.run = run;
      for (Step step : steps) {
        if (this.steps.putIfAbsent(step.name(), step) != null) {
          throw new IllegalArgumentException("two steps are named " + step.name());
        }
      }
      this.plan = RunPlan.of(steps);
      this.lease = lease;
      this.output = output;
      this.state = RunState.replay(journal.entries(run.id()));
    }

    void open() {
      if (state.end().isPresent()) {
        return;
      }
      if (state.started()) {
        record(new RunAdopted(lease.owner().describe()));
      } else {
        record(new RunStarted(List.copyOf(steps.keySet()), lease.owner().describe()));
      }
    }

    End toTheEnd() {
      while (true) {
        NextMove move = NextMove.after(state, plan, cancellation.wanted(run.id()));
        switch (move) {
          case NextMove.Run toRun -> runStep(step(toRun.step()));
          case NextMove.ProbeEffect toProbe -> probe(step(toProbe.step()));
          case NextMove.PutBack toPutBack -> putBack(step(toPutBack.step()));
          case NextMove.StartUnwind unwind ->
              record(new UnwindStarted(unwind.cause(), unwind.cancelled()));
          case NextMove.RunUndo toUndo -> undo(step(toUndo.step()));
          case NextMove.NoteUndoNotNeeded note ->
              record(new UndoNotNeeded(note.step(), note.why()));
          case NextMove.LeaveToPerson leave ->
              record(new UndoLeftToPerson(leave.step(), leave.instructions()));
          case NextMove.Finish finish -> record((JournalEntry) finish.end());
          case NextMove.Ended ended -> {
            return ended.end();
          }
        }
      }
    }

    private void runStep(Step step) {
      record(new StepIntended(step.name()));
      long start = System.nanoTime();
      StepResult result;
      try {
        result = cancellation.guard(run.id(), () -> step.run(context(step)));
      } catch (Throwable e) {
        record(new StepFailed(step.name(), failureOf(step, e, "running "), since(start)));
        return;
      }
      switch (result) {
        case Done done -> record(new StepDone(step.name(), done.facts(), since(start), false));
        case Skipped skipped -> record(new StepSkipped(step.name(), skipped.reason()));
      }
    }

    private void probe(Step step) {
      forgetInterruption();
      long start = System.nanoTime();
      Probe found;
      try {
        found = step.probe(context(step));
      } catch (Throwable e) {
        record(new StepFailed(step.name(), failureOf(step, e, "looking at "), since(start)));
        return;
      }
      switch (found) {
        case Probe.Done done -> record(new StepDone(step.name(), done.facts(), since(start), true));
        case Probe.NotDone notDone -> record(new StepFoundNotDone(step.name()));
        case Probe.PartlyDone partly -> record(new StepFoundPartlyDone(step.name(), partly.what()));
      }
    }

    private void putBack(Step step) {
      forgetInterruption();
      long start = System.nanoTime();
      try {
        undoAction(step).undo(context(step));
      } catch (Throwable e) {
        record(new StepFailed(step.name(), failureOf(step, e, "putting back "), since(start)));
        return;
      }
      record(new StepPutBack(step.name()));
    }

    private void undo(Step step) {
      forgetInterruption();
      record(new UndoIntended(step.name()));
      long start = System.nanoTime();
      try {
        undoPatiently(step);
      } catch (Throwable e) {
        record(new UndoFailed(step.name(), failureOf(step, e, "undoing ")));
        return;
      }
      record(new UndoDone(step.name(), since(start)));
    }

    /** What can't be reached now may be there again in a moment; undoing twice does no harm. */
    private void undoPatiently(Step step) throws Exception {
      while (true) {
        try {
          undoAction(step).undo(context(step));
          return;
        } catch (BacklineException e) {
          if (e.failure().exitCode() != ExitCode.UNAVAILABLE || !pauses.hasNext()) {
            throw e;
          }
          Duration pause = pauses.next();
          context(step)
              .say(
                  "undoing it failed for now: %s; trying again in %d s"
                      .formatted(e.failure().why(), pause.toSeconds()));
          Thread.sleep(pause);
        }
      }
    }

    /**
     * Cancelling interrupts the step at work; what comes after it, the undo above all, is done
     * whole.
     */
    private static void forgetInterruption() {
      boolean cancelledTooLate = Thread.interrupted();
      if (cancelledTooLate) {
        Thread.yield();
      }
    }

    private Undo.Action undoAction(Step step) {
      return switch (step.undo()) {
        case Undo.By by -> by.action();
        case Undo.NotNeeded notNeeded -> context -> {};
        case Undo.Manual manual -> context -> {};
      };
    }

    private void record(JournalEntry entry) {
      // What a step said is to be read before its outcome.
      output.flush();
      state = state.after(journal.append(run.id(), lease, entry).entry());
    }

    private StepContext context(Step step) {
      return new StepContext(
          run.id(), lease.scope(), lease.token(), state.facts(), output.of(step.name()));
    }

    private Step step(StepName name) {
      return steps.get(name) instanceof Step step ? step : unknown(name);
    }

    private Step unknown(StepName name) {
      throw new IllegalStateException("the run has no step " + name);
    }

    /**
     * What the journal keeps of what was thrown; the lost lease and a failing journal are not the
     * step's failure.
     */
    private Failure failureOf(Step step, Throwable e, String doing) {
      if (e instanceof LeaseLostException lost) {
        throw lost;
      }
      if (Thread.interrupted() || e instanceof InterruptedException) {
        return cancellation
            .wanted(run.id())
            .orElseGet(() ->
                Failure.undone(doing + step.name(), "it was interrupted", "ask for the run again"));
      }
      if (e instanceof BacklineException known) {
        Failure failure = known.failure();
        return new Failure(
            output.mask(failure.tried()),
            output.mask(failure.why()),
            output.mask(failure.remedy()),
            failure.exitCode());
      }
      return Failure.undone(
          doing + step.name(),
          output.mask(e.getClass().getSimpleName() + ": " + e.getMessage()),
          "this is a fault in Backline: please report it with the output of 'backline run "
              + run.id()
              + "'");
    }

    private Duration since(long startNanos) {
      return Duration.ofNanos(System.nanoTime() - startNanos);
    }
  }
}
