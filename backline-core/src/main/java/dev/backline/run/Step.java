package dev.backline.run;

import dev.backline.journal.StepName;

/**
 * One thing that a run does. Its effect is journaled before (the intent) and after (the outcome);
 * when the process dies in between, {@link #probe} tells the next process what had happened.
 *
 * <p>A step fails by throwing: a {@link dev.backline.failure.BacklineException} tells the user why,
 * anything else is a fault of ours and is reported as such. A failed step is undone like a finished
 * one, so its undo must bear a half-done effect.
 */
public interface Step {

  StepName name();

  /**
   * Has the effect. Throws {@link InterruptedException} soon after its thread is interrupted: the
   * run was cancelled.
   */
  StepResult run(StepContext context) throws Exception;

  /** Looks whether the effect has happened. Changes nothing. */
  Probe probe(StepContext context) throws Exception;

  Undo undo();
}
