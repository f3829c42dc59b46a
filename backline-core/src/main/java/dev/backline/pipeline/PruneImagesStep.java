package dev.backline.pipeline;

import dev.backline.journal.Facts;
import dev.backline.run.StepContext;
import dev.backline.run.StepResult;

/** Takes images of old releases away, on hosts and in the registry. */
final class PruneImagesStep extends DeliveryStep {

  PruneImagesStep(Delivery delivery) {
    super("prune-images", delivery);
  }

  @Override
  public StepResult run(StepContext context) throws InterruptedException {
    Facts facts = new ImageClearing(delivery).carryOut(context);
    context.say(
        facts
            .find(DeliveryFacts.IMAGES_DELETED)
            .map(deleted -> deleted + " images deleted")
            .orElse(delivery.environment() + " has no images: it runs on this machine"));
    return StepResult.done(facts);
  }
}
