package dev.backline.pipeline;

import dev.backline.journal.StepName;
import dev.backline.run.Probe;
import dev.backline.run.Step;
import dev.backline.run.StepContext;
import dev.backline.run.StepResult;
import dev.backline.run.Undo;

/** A step that is skipped once an earlier one has found that there is nothing to do. */
record NeededStep(Step step) implements Step {

  @Override
  public StepName name() {
    return step.name();
  }

  @Override
  public StepResult run(StepContext context) throws Exception {
    return context.facts().find(DeliveryFacts.NOTHING_TO_DO).isPresent()
        ? StepResult.skipped("nothing to do")
        : step.run(context);
  }

  @Override
  public Probe probe(StepContext context) throws Exception {
    return context.facts().find(DeliveryFacts.NOTHING_TO_DO).isPresent()
        ? Probe.notDone()
        : step.probe(context);
  }

  @Override
  public Undo undo() {
    return switch (step.undo()) {
      case Undo.By(Undo.Action action) ->
          new Undo.By(context -> {
            if (context.facts().find(DeliveryFacts.NOTHING_TO_DO).isEmpty()) {
              action.undo(context);
            }
          });
      case Undo.NotNeeded notNeeded -> notNeeded;
      case Undo.Manual manual -> manual;
    };
  }
}
