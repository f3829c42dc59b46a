package dev.backline.journal;

import dev.backline.failure.Failure;
import java.time.Duration;
import java.util.List;

/**
 * Something that happened in a run, in the past tense. {@code docs/journal-format.md} describes
 * each as it is stored; what is stored once stays readable for ever.
 */
public sealed interface JournalEntry {

  /** Entries about one step. */
  sealed interface OfStep extends JournalEntry {
    StepName step();
  }

  /** Entries that end a run. */
  sealed interface End extends JournalEntry {}

  record RunStarted(List<StepName> steps, String owner) implements JournalEntry {
    public RunStarted {
      steps = List.copyOf(steps);
    }
  }

  /** Another process took the run over, because the one before was gone. */
  record RunAdopted(String owner) implements JournalEntry {}

  /** Written before the step's effect. */
  record StepIntended(StepName step) implements OfStep {}

  /**
   * Written after the step's effect.
   *
   * @param found whether the effect was found done after a crash, rather than seen to be done
   */
  record StepDone(StepName step, Facts facts, Duration took, boolean found) implements OfStep {}

  record StepSkipped(StepName step, String reason) implements OfStep {}

  record StepFailed(StepName step, Failure failure, Duration took) implements OfStep {}

  /** After a crash: the intended effect had not happened. */
  record StepFoundNotDone(StepName step) implements OfStep {}

  /** After a crash: the effect had happened in part; it is put back before it is tried again. */
  record StepFoundPartlyDone(StepName step, String what) implements OfStep {}

  record StepPutBack(StepName step) implements OfStep {}

  record UnwindStarted(Failure cause, boolean cancelled) implements JournalEntry {}

  record UndoIntended(StepName step) implements OfStep {}

  record UndoDone(StepName step, Duration took) implements OfStep {}

  record UndoNotNeeded(StepName step, String why) implements OfStep {}

  record UndoLeftToPerson(StepName step, String instructions) implements OfStep {}

  record UndoFailed(StepName step, Failure failure) implements OfStep {}

  record RunSucceeded() implements End {}

  record RunUndone(Failure cause) implements End {}

  record RunCancelled(Failure cause) implements End {}

  record RunNeedsPerson(Failure cause, List<String> instructions) implements End {
    public RunNeedsPerson {
      instructions = List.copyOf(instructions);
    }
  }
}
