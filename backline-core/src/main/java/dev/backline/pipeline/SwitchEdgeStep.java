package dev.backline.pipeline;

import dev.backline.config.EnvironmentSpec;
import dev.backline.config.HealthSpec;
import dev.backline.config.HttpPath;
import dev.backline.edge.Edge;
import dev.backline.edge.EdgeSettings;
import dev.backline.edge.EdgeStatus;
import dev.backline.edge.Route;
import dev.backline.edge.Switched;
import dev.backline.edge.Target;
import dev.backline.failure.Failure;
import dev.backline.journal.Facts;
import dev.backline.journal.StepName;
import dev.backline.release.Release;
import dev.backline.run.Probe;
import dev.backline.run.StepContext;
import dev.backline.run.StepResult;
import dev.backline.run.Undo;
import dev.backline.runtime.Healthy;
import dev.backline.runtime.Launch;
import dev.backline.runtime.ReleaseRuntime;
import dev.backline.runtime.Slot;
import dev.backline.runtime.SlotState;
import dev.backline.runtime.SlotStatus;
import java.util.Optional;

/**
 * Sends all new requests to the new release; the old one finishes what it has begun. Undone, they
 * go where they went before.
 */
final class SwitchEdgeStep extends DeliveryStep {

  static final StepName NAME = new StepName("switch-edge");

  SwitchEdgeStep(Delivery delivery) {
    super(NAME.value(), delivery);
  }

  @Override
  public StepResult run(StepContext context) throws InterruptedException {
    ensureEdge(context);
    long now = delivery.parts().clock().millis();
    Switched switched =
        delivery
            .edge(context)
            .switchTo(route(context), healthPath(context), Delivery.fence(context));
    context.say(
        "requests go to %s in slot %s; %d in flight on the release before"
            .formatted(switched.now().release(), switched.now().slot(), switched.inFlight()));
    delivery.tellWhatWasNoticed(context);
    return StepResult.done(Facts.of(DeliveryFacts.SWITCHED_AT, now));
  }

  @Override
  public Probe probe(StepContext context) throws InterruptedException {
    return delivery.edge(context).current() instanceof EdgeStatus.Up up
            && up.route().equals(Optional.of(route(context)))
        ? Probe.done(Facts.of(DeliveryFacts.SWITCHED_AT, delivery.parts().clock().millis()))
        : Probe.notDone();
  }

  @Override
  public Undo undo() {
    return new Undo.By(this::switchBack);
  }

  private void switchBack(StepContext context) throws InterruptedException {
    Optional<Route> before = context.facts().find(DeliveryFacts.ROUTE_BEFORE);
    if (before.isPresent()) {
      switchBackTo(before.get(), context);
    } else {
      takeAway(context);
    }
  }

  private void switchBackTo(Route before, StepContext context) throws InterruptedException {
    ensureEdgeOfBefore(context);
    if (delivery.edge(context).current() instanceof EdgeStatus.Up up
        && up.route().equals(Optional.of(before))) {
      context.say("requests go to " + before.release() + ", as before");
      return;
    }
    Route again = startedAgain(before, context);
    delivery.edge(context).switchTo(again, healthPath(context), Delivery.fence(context));
    context.say("requests go to " + before.release() + " again");
  }

  /** Where the release before is to be found: it may have been put to rest already. */
  private Route startedAgain(Route before, StepContext context) throws InterruptedException {
    ReleaseRuntime runtime = delivery.runtime(context);
    if (runtime.status(before.slot()) instanceof SlotStatus.Running(SlotState state)) {
      return new Route(before.slot(), Target.local(state.port()), before.release());
    }
    Release release =
        delivery
            .releaseBefore(context)
            .orElseThrow(() ->
                Failure.needsPerson(
                        "starting " + before.release() + " again",
                        "it does not run, and no record tells how to start it",
                        "deploy it again")
                    .toException());
    context.say(before.release() + " is started again in slot " + before.slot());
    Launch launch = delivery.launch(release);
    SlotState state = runtime.start(before.slot(), launch, Delivery.fence(context));
    HealthSpec health = delivery.config(release.candidate().commit()).run().health();
    Healthy healthy = runtime.awaitHealthy(before.slot(), health, Delivery.fence(context));
    context.say("healthy after " + healthy.firstAfter().toMillis() + " ms");
    return new Route(before.slot(), Target.local(state.port()), before.release());
  }

  /** The edge may never have been started, or may have died since. */
  private void takeAway(StepContext context) throws InterruptedException {
    Edge edge = delivery.edge(context);
    if (edge.current().route().isPresent()) {
      ensureEdge(context);
      edge.takeAway(Delivery.fence(context));
    }
    edge.stop(Delivery.fence(context));
    context.say("nothing served before: the edge is stopped");
  }

  /** The release before may have been declared to listen elsewhere. */
  private void ensureEdgeOfBefore(StepContext context) throws InterruptedException {
    Optional<Release> before = delivery.releaseBefore(context);
    if (before.isEmpty()) {
      ensureEdge(context);
      return;
    }
    EnvironmentSpec spec = delivery.spec(delivery.config(before.get().candidate().commit()));
    delivery
        .edge(context)
        .ensureRunning(new EdgeSettings(spec.listen(), spec.edge()), Delivery.fence(context));
  }

  private void ensureEdge(StepContext context) throws InterruptedException {
    EnvironmentSpec spec = delivery.spec(context);
    delivery
        .edge(context)
        .ensureRunning(new EdgeSettings(spec.listen(), spec.edge()), Delivery.fence(context));
  }

  private HttpPath healthPath(StepContext context) {
    return delivery.config(context).run().health().path();
  }

  private Route route(StepContext context) throws InterruptedException {
    Slot slot = delivery.slot(context);
    SlotState state =
        delivery
            .runtime(context)
            .status(slot)
            .known()
            .orElseThrow(() ->
                Failure.undone(
                        "switching to slot " + slot, "nothing was started in it", "deploy again")
                    .toException());
    return new Route(slot, Target.local(state.port()), state.release().label());
  }
}
