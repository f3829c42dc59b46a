package dev.backline.pipeline;

import dev.backline.edge.EdgeStatus;
import dev.backline.failure.Failure;
import dev.backline.run.StepContext;
import dev.backline.run.StepResult;
import dev.backline.run.Undo;

/** Tells the edge to answer every request with 503 and Retry-After, or to stop doing so. */
final class SetMaintenanceStep extends DeliveryStep {

  private final boolean on;

  SetMaintenanceStep(Delivery delivery, boolean on) {
    this("set-maintenance", delivery, on);
  }

  SetMaintenanceStep(String name, Delivery delivery, boolean on) {
    super(name, delivery);
    this.on = on;
  }

  @Override
  public StepResult run(StepContext context) throws InterruptedException {
    if (!(delivery.edge(context).current() instanceof EdgeStatus.Up up)) {
      throw Failure.refused(
              "switching maintenance " + word(on) + " in " + delivery.environment(),
              "its edge does not run",
              "see: backline status")
          .toException();
    }
    if (up.maintenance() == on) {
      return StepResult.skipped("maintenance is " + word(on) + " already");
    }
    delivery.edge(context).maintenance(on, Delivery.fence(context));
    context.say("maintenance is " + word(on));
    return StepResult.done();
  }

  @Override
  public Undo undo() {
    return new Undo.By(context -> delivery.edge(context).maintenance(!on, Delivery.fence(context)));
  }

  private static String word(boolean on) {
    return on ? "on" : "off";
  }
}
