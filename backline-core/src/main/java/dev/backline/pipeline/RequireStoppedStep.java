package dev.backline.pipeline;

import dev.backline.journal.Facts;
import dev.backline.run.StepContext;
import dev.backline.run.StepResult;
import dev.backline.runtime.SlotStatus;

/**
 * Ends the run where the release serves already: starting it again would break off its requests.
 */
final class RequireStoppedStep extends DeliveryStep {

  RequireStoppedStep(Delivery delivery) {
    super("require-stopped", delivery);
  }

  @Override
  public StepResult run(StepContext context) throws InterruptedException {
    boolean served = delivery.edge(context).current().route().isPresent();
    boolean runs =
        delivery.runtime(context).status(delivery.slot(context)) instanceof SlotStatus.Running;
    return served && runs
        ? StepResult.settled(
            context.get(DeliveryFacts.VERSION) + " serves already; nothing was started", Facts.NONE)
        : StepResult.done();
  }
}
