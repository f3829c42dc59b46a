package dev.backline.pipeline;

import dev.backline.failure.Failure;
import dev.backline.journal.Facts;
import dev.backline.release.Release;
import dev.backline.run.StepContext;
import dev.backline.run.StepResult;
import dev.backline.runtime.Slot;

/** Takes the release that the environment serves as the one to work with. */
final class ChooseLiveStep extends DeliveryStep {

  ChooseLiveStep(Delivery delivery) {
    super("choose-live", delivery);
  }

  @Override
  public StepResult run(StepContext context) throws InterruptedException {
    Release live =
        delivery
            .parts()
            .history()
            .current(delivery.app(), delivery.environment())
            .orElseThrow(() ->
                Failure.usage(
                        "looking for the release that " + delivery.environment() + " serves",
                        "it serves none",
                        "deploy to it first")
                    .toException());
    Slot slot = live.slot().orElseThrow();
    return StepResult.done(
        Facts.of(DeliveryFacts.COMMIT, live.candidate().commit().value())
            .with(DeliveryFacts.DIGEST, live.candidate().ref().digest())
            .with(DeliveryFacts.CONFIGURATION, live.candidate().ref().configuration())
            .with(DeliveryFacts.VERSION, live.label())
            .with(DeliveryFacts.SLOT, slot));
  }
}
