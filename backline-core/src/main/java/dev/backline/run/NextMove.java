package dev.backline.run;

import dev.backline.failure.ExitCode;
import dev.backline.failure.Failure;
import dev.backline.journal.JournalEntry.End;
import dev.backline.journal.JournalEntry.RunCancelled;
import dev.backline.journal.JournalEntry.RunNeedsPerson;
import dev.backline.journal.JournalEntry.RunSucceeded;
import dev.backline.journal.JournalEntry.RunUndone;
import dev.backline.journal.RunState;
import dev.backline.journal.StepName;
import dev.backline.journal.StepState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What to do next in a run: a pure function of its journal, its steps and whether somebody wants it
 * cancelled. All of resuming, unwinding and finishing is decided here; {@link RunExecutor} only
 * carries it out.
 */
sealed interface NextMove {

  int UNDO_ATTEMPTS = 3;

  /**
   * So many processes may die, one after the other, over one step or its undo. Then it is taken for
   * what kills them.
   */
  int MOST_FRUITLESS = 5;

  record Run(StepName step) implements NextMove {}

  /** An intent without an outcome: the process at work on it died. */
  record ProbeEffect(StepName step) implements NextMove {}

  /** Undo a half-done effect, to try the step again. */
  record PutBack(StepName step) implements NextMove {}

  record StartUnwind(Failure cause, boolean cancelled) implements NextMove {}

  record RunUndo(StepName step) implements NextMove {}

  record NoteUndoNotNeeded(StepName step, String why) implements NextMove {}

  record LeaveToPerson(StepName step, String instructions) implements NextMove {}

  record Finish(End end) implements NextMove {}

  record Ended(End end) implements NextMove {}

  static NextMove after(RunState state, RunPlan plan, Optional<Failure> cancelWanted) {
    if (state.end().isPresent()) {
      return new Ended(state.end().get());
    }
    return state.unwinding().isPresent()
        ? backward(state, plan, state.unwinding().get())
        : forward(state, plan, cancelWanted);
  }

  private static NextMove forward(RunState state, RunPlan plan, Optional<Failure> cancelWanted) {
    if (state.failure().isPresent()) {
      // A step that was interrupted to cancel the run fails with the wish as its failure.
      Failure failure = state.failure().get();
      return new StartUnwind(failure, failure.exitCode() == ExitCode.CANCELLED);
    }
    Optional<StepName> next =
        state.planned().stream().filter(step -> isAhead(state, step)).findFirst();
    if (next.isEmpty() || state.facts().find(StepResult.SETTLED).isPresent()) {
      return new Finish(new RunSucceeded());
    }
    Optional<Failure> misfit = plan.misfit(state);
    if (misfit.isPresent()) {
      return new StartUnwind(misfit.get(), false);
    }
    if (cancelWanted.isPresent()) {
      return new StartUnwind(cancelWanted.get(), true);
    }
    if (state.fruitless() >= MOST_FRUITLESS) {
      return new StartUnwind(killsProcesses(next.get(), state.fruitless()), false);
    }
    StepPlan step = plan.find(next.get()).orElseThrow();
    return switch (state.of(step.name())) {
      case INTENDED -> new ProbeEffect(step.name());
      case PARTLY_DONE -> putBack(step);
      case UNTOUCHED,
          DONE,
          SKIPPED,
          FAILED,
          UNDO_INTENDED,
          UNDONE,
          UNDO_NOT_NEEDED,
          LEFT_TO_PERSON ->
          new Run(step.name());
    };
  }

  private static boolean isAhead(RunState state, StepName step) {
    return state.of(step) != StepState.DONE && state.of(step) != StepState.SKIPPED;
  }

  private static NextMove putBack(StepPlan step) {
    return switch (step.undo()) {
      case Undo.By by -> new PutBack(step.name());
      case Undo.NotNeeded notNeeded -> new Run(step.name());
      case Undo.Manual manual ->
          new StartUnwind(
              Failure.needsPerson(
                  "resuming at " + step.name(),
                  "it was interrupted half-way and can only be put back by hand",
                  manual.instructions()),
              false);
    };
  }

  private static Failure killsProcesses(StepName step, int times) {
    return Failure.undone(
        "running " + step,
        "Backline ended " + times + " times in a row while it was at work on it",
        "look for what ended it (memory, a kill, a crash), then ask for the run again");
  }

  private static NextMove backward(RunState state, RunPlan plan, Failure cause) {
    for (StepName name : state.planned().reversed()) {
      switch (state.of(name)) {
        case INTENDED, PARTLY_DONE, DONE, FAILED -> {
          return plan.find(name).map(NextMove::undo).orElseGet(() -> unknown(name));
        }
        case UNDO_INTENDED -> {
          if (plan.find(name).isEmpty()) {
            return unknown(name);
          }
          if (state.fruitless() >= MOST_FRUITLESS) {
            return new LeaveToPerson(
                name,
                "undo "
                    + name
                    + " by hand: Backline ended "
                    + state.fruitless()
                    + " times in a row while it was at work on that");
          }
          if (failedAttempts(state, name) < UNDO_ATTEMPTS) {
            return new RunUndo(name);
          }
          // Given up on this one; what lies before it is still put back, and a person is called at
          // the end.
        }
        case UNTOUCHED, SKIPPED, UNDONE, UNDO_NOT_NEEDED, LEFT_TO_PERSON -> {}
      }
    }
    return new Finish(endOf(state, cause));
  }

  private static NextMove undo(StepPlan step) {
    return switch (step.undo()) {
      case Undo.By by -> new RunUndo(step.name());
      case Undo.NotNeeded notNeeded -> new NoteUndoNotNeeded(step.name(), notNeeded.why());
      case Undo.Manual manual -> new LeaveToPerson(step.name(), manual.instructions());
    };
  }

  /** A step of the program that began the run, which this one can't undo. */
  private static NextMove unknown(StepName step) {
    return new LeaveToPerson(
        step,
        "see whether "
            + step
            + " has to be undone by hand: this Backline has no such step, another version did it");
  }

  private static End endOf(RunState state, Failure cause) {
    List<String> instructions = new ArrayList<>(state.instructions());
    for (Map.Entry<StepName, List<Failure>> failed : state.undoFailures().entrySet()) {
      if (state.of(failed.getKey()) == StepState.UNDO_INTENDED) {
        Failure last = failed.getValue().getLast();
        instructions.add(
            "undoing " + failed.getKey() + " failed: " + last.why() + "; " + last.remedy());
      }
    }
    if (!instructions.isEmpty()) {
      return new RunNeedsPerson(cause, instructions);
    }
    return state.cancelled() ? new RunCancelled(cause) : new RunUndone(cause);
  }

  private static int failedAttempts(RunState state, StepName step) {
    return state.undoFailures().getOrDefault(step, List.of()).size();
  }
}
