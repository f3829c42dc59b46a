package dev.backline.run;

import dev.backline.journal.StepName;

/** As much of a step as the decision needs: its name and whether code can undo it. */
record StepPlan(StepName name, Undo undo) {

  static StepPlan of(Step step) {
    return new StepPlan(step.name(), step.undo());
  }
}
