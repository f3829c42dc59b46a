package dev.backline.pipeline;

import dev.backline.config.AppConfig;
import dev.backline.run.StepContext;
import dev.backline.run.StepResult;
import dev.backline.run.Undo;

/** Stops what runs beside the live release and is of it; its undo starts it again. */
final class StopWorkersStep extends DeliveryStep {

  StopWorkersStep(Delivery delivery) {
    super("stop-workers", delivery);
  }

  @Override
  public StepResult run(StepContext context) throws InterruptedException {
    AppConfig config = delivery.config(context);
    if (Workers.of(delivery, config).isEmpty()) {
      return StepResult.skipped("none are declared");
    }
    Workers.stop(delivery, config, context);
    return StepResult.done();
  }

  @Override
  public Undo undo() {
    return new Undo.By(StartServicesStep.again(delivery)::run);
  }
}
