package dev.backline.pipeline;

import dev.backline.config.AppConfig;
import dev.backline.edge.Route;
import dev.backline.run.StepContext;
import dev.backline.run.StepResult;
import java.util.Optional;

/**
 * Ends the release before, now idle, in environments without versions. Where versions are given it
 * stays running, so that going back to it takes no start.
 */
final class RestBeforeStep extends DeliveryStep {

  RestBeforeStep(Delivery delivery) {
    super("rest-before", delivery);
  }

  @Override
  public StepResult run(StepContext context) throws InterruptedException {
    Optional<Route> before = context.facts().find(DeliveryFacts.ROUTE_BEFORE);
    AppConfig config = delivery.config(context);
    if (before.isEmpty()) {
      return StepResult.skipped("nothing served before");
    }
    boolean fitsSchema = context.facts().find(DeliveryFacts.SCHEMA_WENT_DOWN).isEmpty();
    if (delivery.spec(config).versions().isPresent() && fitsSchema) {
      return StepResult.skipped(
          before.get().release() + " stays ready in slot " + before.get().slot());
    }
    delivery
        .runtime(context)
        .stop(before.get().slot(), config.run().stop().grace(), Delivery.fence(context));
    return StepResult.done();
  }
}
