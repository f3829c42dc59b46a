package dev.backline.pipeline;

import dev.backline.journal.RunId;
import dev.backline.release.Release;
import dev.backline.release.ReleaseHistory;
import dev.backline.run.StepContext;
import dev.backline.run.StepResult;
import dev.backline.run.Undo;

/** Records that a release of the past is the live one again. */
final class RecordRollbackStep extends DeliveryStep {

  RecordRollbackStep(Delivery delivery) {
    super(RecordReleaseStep.NAME.value(), delivery);
  }

  @Override
  public StepResult run(StepContext context) {
    ReleaseHistory history = delivery.parts().history();
    Release target =
        history
            .byRun(
                delivery.app(),
                delivery.environment(),
                new RunId(context.get(DeliveryFacts.TARGET_RUN)))
            .orElseThrow();
    Release live = history.makeLive(target, delivery.slot(context));
    context.say(live.label() + " is the live release of " + delivery.environment() + " again");
    return StepResult.done(new MovingTags(delivery).before(context));
  }

  @Override
  public Undo undo() {
    return new Undo.By(context ->
        context
            .facts()
            .find(DeliveryFacts.ROUTE_BEFORE)
            .ifPresent(route ->
                delivery
                    .releaseBefore(context)
                    .ifPresent(
                        before -> delivery.parts().history().makeLive(before, route.slot()))));
  }
}
