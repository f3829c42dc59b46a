package dev.backline.pipeline;

import dev.backline.edge.Edge;
import dev.backline.edge.EdgeStatus;
import dev.backline.edge.Route;
import dev.backline.edge.Target;
import dev.backline.run.StepContext;
import dev.backline.run.StepResult;
import dev.backline.run.Undo;
import dev.backline.runtime.SlotState;
import dev.backline.runtime.SlotStatus;
import java.time.Duration;

/** Sends no more requests to the live release, and lets it finish what it has begun. */
final class TakeAwayStep extends DeliveryStep {

  private static final Duration LONGEST_DRAIN = Duration.ofSeconds(20);

  TakeAwayStep(Delivery delivery) {
    super("take-away", delivery);
  }

  @Override
  public StepResult run(StepContext context) throws InterruptedException {
    Edge edge = delivery.edge(context);
    if (edge.current().route().isEmpty()) {
      return StepResult.skipped("no requests go there");
    }
    edge.takeAway(Delivery.fence(context));
    context.say("requests get 503");
    edge.drain(delivery.slot(context), LONGEST_DRAIN);
    return StepResult.done();
  }

  @Override
  public Undo undo() {
    return new Undo.By(this::bringBack);
  }

  /** An attempt that died may have taken it away without saying so. */
  private void bringBack(StepContext context) throws InterruptedException {
    Edge edge = delivery.edge(context);
    if (edge.current() instanceof EdgeStatus.Up up
        && up.route().isEmpty()
        && delivery.runtime(context).status(delivery.slot(context))
            instanceof SlotStatus.Running(SlotState state)) {
      Route route =
          new Route(delivery.slot(context), Target.local(state.port()), state.release().label());
      edge.switchTo(route, delivery.config(context).run().health().path(), Delivery.fence(context));
      context.say("requests go to " + route.release() + " again");
    }
  }
}
