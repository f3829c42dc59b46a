package dev.backline.pipeline;

import dev.backline.edge.InFlight;
import dev.backline.edge.Route;
import dev.backline.run.StepContext;
import dev.backline.run.StepResult;
import java.time.Duration;
import java.util.Optional;

/**
 * Waits until the release before has finished what it had begun. What is not finished in time stays
 * with it, untouched.
 */
final class DrainBeforeStep extends DeliveryStep {

  private static final Duration LONGEST = Duration.ofSeconds(20);

  DrainBeforeStep(Delivery delivery) {
    super("drain-before", delivery);
  }

  @Override
  public StepResult run(StepContext context) throws InterruptedException {
    Optional<Route> before = context.facts().find(DeliveryFacts.ROUTE_BEFORE);
    if (before.isEmpty()) {
      return StepResult.skipped("nothing served before");
    }
    InFlight left = delivery.edge(context).drain(before.get().slot(), LONGEST);
    context.say(left.none() ? "drained" : left + " still go on and are left alone");
    return StepResult.done();
  }
}
