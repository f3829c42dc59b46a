package dev.backline.pipeline;

import dev.backline.config.AppConfig;
import dev.backline.run.StepContext;
import dev.backline.run.StepResult;
import dev.backline.run.Undo;
import dev.backline.runtime.Launch;

/** Stops the live release; its undo starts it again. */
final class StopReleaseStep extends DeliveryStep {

  StopReleaseStep(Delivery delivery) {
    super("stop-release", delivery);
  }

  @Override
  public StepResult run(StepContext context) throws InterruptedException {
    delivery
        .runtime(context)
        .stop(
            delivery.slot(context),
            delivery.config(context).run().stop().grace(),
            Delivery.fence(context));
    context.say("stopped; start it again with: backline app start " + delivery.environment());
    return StepResult.done();
  }

  @Override
  public Undo undo() {
    return new Undo.By(this::startAgain);
  }

  private void startAgain(StepContext context) throws InterruptedException {
    AppConfig config = delivery.config(context);
    ReleaseValues values = delivery.values(context);
    Launch launch = new Launch(delivery.running(context), values::serve, config.run().limits());
    delivery.runtime(context).start(delivery.slot(context), launch, Delivery.fence(context));
    delivery
        .runtime(context)
        .awaitHealthy(delivery.slot(context), config.run().health(), Delivery.fence(context));
  }
}
