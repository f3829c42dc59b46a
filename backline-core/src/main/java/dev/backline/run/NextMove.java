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

  static NextMove after(RunState state, List<StepPlan> plan, Optional<Failure> cancelWanted) {
    if (state.end().isPresent()) {
      return new Ended(state.end().get());
    }
    return state.unwinding().isPresent()
        ? backward(state, plan, state.unwinding().get())
        : forward(state, plan, cancelWanted);
  }

  private static NextMove forward(
      RunState state, List<StepPlan> plan, Optional<Failure> cancelWanted) {
    if (state.failure().isPresent()) {
      // A step that was interrupted to cancel the run fails with the wish as its failure.
      Failure failure = state.failure().get();
      return new StartUnwind(failure, failure.exitCode() == ExitCode.CANCELLED);
    }
    Optional<StepPlan> next =
        plan.stream()
            .filter(step ->
                state.of(step.name()) != StepState.DONE
                    && state.of(step.name()) != StepState.SKIPPED)
            .findFirst();
    if (next.isEmpty()) {
      return new Finish(new RunSucceeded());
    }
    if (cancelWanted.isPresent()) {
      return new StartUnwind(cancelWanted.get(), true);
    }
    StepName step = next.get().name();
    return switch (state.of(step)) {
      case INTENDED -> new ProbeEffect(step);
      case PARTLY_DONE -> putBack(next.get());
      case UNTOUCHED,
          DONE,
          SKIPPED,
          FAILED,
          UNDO_INTENDED,
          UNDONE,
          UNDO_NOT_NEEDED,
          LEFT_TO_PERSON ->
          new Run(step);
    };
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

  private static NextMove backward(RunState state, List<StepPlan> plan, Failure cause) {
    for (StepPlan step : plan.reversed()) {
      switch (state.of(step.name())) {
        case INTENDED, PARTLY_DONE, DONE, FAILED -> {
          return undo(step);
        }
        case UNDO_INTENDED -> {
          if (failedAttempts(state, step.name()) < UNDO_ATTEMPTS) {
            return new RunUndo(step.name());
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
