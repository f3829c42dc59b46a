package dev.backline.pipeline;

import dev.backline.config.AppConfig;
import dev.backline.config.EnvironmentSpec;
import dev.backline.config.Placement;
import dev.backline.edge.Route;
import dev.backline.release.Release;
import dev.backline.run.StepContext;
import dev.backline.run.StepResult;
import dev.backline.run.Undo;
import dev.backline.runtime.Slot;
import java.util.Optional;

/**
 * Sees that what is declared beside the releases runs as the release that serves now declares it:
 * its workers are of this release, too.
 */
final class StartServicesStep extends DeliveryStep {

  StartServicesStep(Delivery delivery) {
    super("start-services", delivery);
  }

  @Override
  public StepResult run(StepContext context) throws InterruptedException {
    EnvironmentSpec spec = delivery.spec(context);
    return switch (spec.placement()) {
      case Placement.ThisMachine _ -> StepResult.skipped("none can be declared here");
      case Placement.OnHosts onHosts -> {
        ReleaseValues values = delivery.values(context);
        start(onHosts, values, delivery.slot(context), context);
        delivery.tellWhatWasNoticed(context);
        yield StepResult.done();
      }
    };
  }

  @Override
  public Undo undo() {
    return new Undo.By(this::startThoseOfBefore);
  }

  private void startThoseOfBefore(StepContext context) throws InterruptedException {
    Optional<Release> before = delivery.releaseBefore(context);
    Optional<Route> route = context.facts().find(DeliveryFacts.ROUTE_BEFORE);
    if (before.isEmpty() || route.isEmpty()) {
      return;
    }
    AppConfig config = delivery.config(before.get().candidate().commit());
    if (delivery.spec(config).placement() instanceof Placement.OnHosts onHosts) {
      start(onHosts, delivery.values(before.get()), route.get().slot(), context);
    }
  }

  private void start(
      Placement.OnHosts onHosts, ReleaseValues values, Slot serving, StepContext context)
      throws InterruptedException {
    delivery
        .place(values.config())
        .startBeside(
            values.accessories(onHosts.compose().services()),
            values.tasksByHand(),
            Optional.of(serving),
            Delivery.fence(context));
  }
}
