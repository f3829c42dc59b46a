package dev.backline.pipeline;

import dev.backline.edge.Route;
import dev.backline.edge.Target;
import dev.backline.release.Release;
import dev.backline.run.StepContext;
import dev.backline.run.StepResult;
import dev.backline.run.Undo;
import dev.backline.runtime.Launch;
import dev.backline.runtime.Slot;
import java.util.Optional;

/**
 * Ends the releases in both slots, each after what it has begun, and the workers of the one that
 * served, so that nothing is written any more. Its undo starts the one that served again; its
 * workers follow when the undo is through.
 */
final class StopWritesStep extends DeliveryStep {

  StopWritesStep(Delivery delivery) {
    super("stop-writes", delivery);
  }

  @Override
  public StepResult run(StepContext context) throws InterruptedException {
    Optional<Release> before = delivery.releaseBefore(context);
    if (before.isPresent()) {
      Workers.stop(delivery, delivery.config(before.get().candidate().commit()), context);
    }
    for (Slot slot : Slot.values()) {
      delivery
          .runtime(context)
          .stop(slot, delivery.config(context).run().stop().grace(), Delivery.fence(context));
    }
    context.say("nobody writes any more");
    return StepResult.done();
  }

  @Override
  public Undo undo() {
    return new Undo.By(this::startAgain);
  }

  private void startAgain(StepContext context) throws InterruptedException {
    Optional<Route> before = context.facts().find(DeliveryFacts.ROUTE_BEFORE);
    Optional<Release> release = delivery.releaseBefore(context);
    if (before.isEmpty() || release.isEmpty()) {
      return;
    }
    Launch launch = delivery.launch(release.get());
    delivery.runtime(context).start(before.get().slot(), launch, Delivery.fence(context));
    delivery
        .runtime(context)
        .awaitHealthy(
            before.get().slot(),
            delivery.config(release.get().candidate().commit()).run().health(),
            Delivery.fence(context));
    Route route =
        new Route(
            before.get().slot(),
            Target.local(
                delivery.runtime(context).status(before.get().slot()).known().orElseThrow().port()),
            before.get().release());
    if (!route.equals(before.get())) {
      // It may have got another port.
      delivery
          .edge(context)
          .switchTo(
              route,
              delivery.config(release.get().candidate().commit()).run().health().path(),
              Delivery.fence(context));
    }
    context.say(release.get().label() + " runs again");
  }
}
