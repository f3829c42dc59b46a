package dev.backline.run;

import dev.backline.journal.Facts;

/** How a step ended that did not fail. */
public sealed interface StepResult {

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

  static StepResult skipped(String reason) {
    return new Skipped(reason);
  }
}
