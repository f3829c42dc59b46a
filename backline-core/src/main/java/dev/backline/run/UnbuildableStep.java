package dev.backline.run;

import dev.backline.failure.Failure;
import dev.backline.journal.StepName;

/** Stands in for the steps of a run that can't be built; fails with the reason. */
record UnbuildableStep(Failure failure) implements Step {

  @Override
  public StepName name() {
    return new StepName("prepare-steps");
  }

  @Override
  public StepResult run(StepContext context) {
    throw failure.toException();
  }

  @Override
  public Probe probe(StepContext context) {
    return Probe.notDone();
  }

  @Override
  public Undo undo() {
    return new Undo.NotNeeded("nothing was changed");
  }
}
