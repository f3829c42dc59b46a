package dev.backline.pipeline;

import dev.backline.config.AppConfig;
import dev.backline.run.Probe;
import dev.backline.run.StepContext;
import dev.backline.run.StepResult;
import dev.backline.run.Undo;
import dev.backline.runtime.Healthy;
import dev.backline.runtime.Launch;
import dev.backline.runtime.Slot;
import dev.backline.runtime.SlotState;

/** Starts the release in the free slot and waits until it is healthy. Nobody is sent there yet. */
final class StartReleaseStep extends DeliveryStep {

  StartReleaseStep(Delivery delivery) {
    super("start-release", delivery);
  }

  @Override
  public StepResult run(StepContext context) throws InterruptedException {
    AppConfig config = delivery.config(context);
    ReleaseValues values = delivery.values(context);
    Slot slot = delivery.slot(context);
    Launch launch = new Launch(delivery.running(context), values::serve, config.run().limits());
    SlotState state = delivery.runtime(context).start(slot, launch, Delivery.fence(context));
    context.say(state.release() + " starts in slot " + slot + " on port " + state.port());
    Healthy healthy =
        delivery
            .runtime(context)
            .awaitHealthy(slot, config.run().health(), Delivery.fence(context));
    context.say("healthy after " + healthy.firstAfter().toMillis() + " ms");
    delivery.tellWhatWasNoticed(context);
    return StepResult.done();
  }

  /** Starting adopts what runs already, so that trying again is how to find out. */
  @Override
  public Probe probe(StepContext context) {
    return Probe.notDone();
  }

  @Override
  public Undo undo() {
    return new Undo.By(this::stop);
  }

  private void stop(StepContext context) throws InterruptedException {
    delivery.requireNotServing(context, "stopping the new release");
    delivery
        .runtime(context)
        .stop(
            delivery.slot(context),
            delivery.config(context).run().stop().grace(),
            Delivery.fence(context));
  }
}
