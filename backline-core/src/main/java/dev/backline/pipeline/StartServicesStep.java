package dev.backline.pipeline;

import dev.backline.config.Placement;
import dev.backline.run.StepContext;
import dev.backline.run.StepResult;
import dev.backline.run.Undo;
import java.util.Optional;

/**
 * Sees that what is declared beside the releases runs as the release that serves now declares it:
 * its workers are of this release, too.
 */
final class StartServicesStep extends DeliveryStep {

  private final Undo undo;

  private StartServicesStep(Delivery delivery, Undo undo) {
    super("start-services", delivery);
    this.undo = undo;
  }

  /** Of a release that has just got its first requests. */
  static StartServicesStep after(Delivery delivery) {
    // Not yet while requests still go to the release that needs them.
    return new StartServicesStep(
        delivery, new Undo.NotNeeded("undoing add-services starts those of before"));
  }

  /** Of a release that was stopped, with its workers. */
  static StartServicesStep again(Delivery delivery) {
    return new StartServicesStep(
        delivery,
        new Undo.By(context -> Workers.stop(delivery, delivery.config(context), context)));
  }

  @Override
  public StepResult run(StepContext context) throws InterruptedException {
    return switch (delivery.spec(context).placement()) {
      case Placement.ThisMachine _ -> StepResult.skipped("none can be declared here");
      case Placement.OnHosts onHosts -> {
        ReleaseValues values = delivery.values(context);
        delivery
            .place(values.config())
            .startBeside(
                values.accessories(onHosts.compose().services()),
                values.tasksByHand(),
                Optional.of(delivery.slot(context)),
                Delivery.fence(context));
        delivery.tellWhatWasNoticed(context);
        yield StepResult.done();
      }
    };
  }

  @Override
  public Undo undo() {
    return undo;
  }
}
