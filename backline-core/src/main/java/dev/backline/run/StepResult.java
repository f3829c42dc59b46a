package dev.backline.run;

import dev.backline.journal.Fact;
import dev.backline.journal.Facts;

/** How a step ended that did not fail. */
public sealed interface StepResult {

  /** Why nothing more is to be done, once a step has found so. */
  Fact<String> SETTLED = Fact.text("nothingToDo");

  /** The effect is there; later steps may use the facts. */
  record Done(Facts facts) implements StepResult {}

  /** There was nothing to do, and nothing to undo. */
  record Skipped(String reason) implements StepResult {}

  static StepResult done() {
    return new Done(Facts.NONE);
  }

  static StepResult done(Facts facts) {
    return new Done(facts);
  }

  /**
   * The effect is there, and with it everything that the run was for: it succeeds without its other
   * steps.
   */
  static StepResult settled(String why, Facts facts) {
    return new Done(facts.with(SETTLED, why));
  }

  static StepResult skipped(String reason) {
    return new Skipped(reason);
  }
}
