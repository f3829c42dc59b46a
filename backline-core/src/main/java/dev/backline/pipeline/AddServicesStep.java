package dev.backline.pipeline;

import dev.backline.config.AccessorySpec;
import dev.backline.config.AppConfig;
import dev.backline.config.Placement;
import dev.backline.edge.Route;
import dev.backline.release.Release;
import dev.backline.run.StepContext;
import dev.backline.run.StepResult;
import dev.backline.run.Undo;
import dev.backline.runtime.Slot;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Starts those services with images of their own that do not run yet: a release may need its cache
 * to start. Those that run stay as they are until the release serves. Undone, what is declared
 * beside the release before runs as it did.
 */
final class AddServicesStep extends DeliveryStep {

  private final boolean again;

  private AddServicesStep(Delivery delivery, boolean again) {
    super("add-services", delivery);
    this.again = again;
  }

  /** For a new release. */
  static AddServicesStep before(Delivery delivery) {
    return new AddServicesStep(delivery, false);
  }

  /** For a release that was stopped: somebody may have stopped them too. */
  static AddServicesStep again(Delivery delivery) {
    return new AddServicesStep(delivery, true);
  }

  @Override
  public StepResult run(StepContext context) throws InterruptedException {
    return switch (delivery.spec(context).placement()) {
      case Placement.ThisMachine _ -> StepResult.skipped("none can be declared here");
      case Placement.OnHosts onHosts -> {
        add(onHosts.compose().services(), context);
        // Done where there was nothing to add, too: its undo takes back what start-services does.
        yield StepResult.done();
      }
    };
  }

  private void add(List<AccessorySpec> services, StepContext context) throws InterruptedException {
    List<AccessorySpec> own =
        services.stream().filter(service -> service.image().isPresent()).toList();
    if (!own.isEmpty()) {
      delivery
          .place(delivery.config(context))
          .addBeside(delivery.values(context).accessories(own), Delivery.fence(context));
      delivery.tellWhatWasNoticed(context);
    }
  }

  @Override
  public Undo undo() {
    return again
        ? new Undo.NotNeeded("they run while the app is out of service, too")
        : new Undo.By(this::startThoseOfBefore);
  }

  /** Comes when the release before serves again: until then the new one needed its own. */
  private void startThoseOfBefore(StepContext context) throws InterruptedException {
    AppConfig config = delivery.config(context);
    Optional<Release> before = delivery.releaseBefore(context);
    boolean nothing =
        isNothingBeside(config)
            && before
                .map(release -> delivery.config(release.candidate().commit()))
                .map(this::isNothingBeside)
                .orElse(true);
    if (nothing) {
      return;
    }
    delivery.requireNotServing(context, "taking away what runs beside the new release");
    Optional<Slot> serving = context.facts().find(DeliveryFacts.ROUTE_BEFORE).map(Route::slot);
    if (before.isPresent()) {
      startThoseOf(before.get(), serving, context);
    } else {
      delivery
          .place(config)
          .startBeside(List.of(), Map.of(), Optional.empty(), Delivery.fence(context));
    }
  }

  private boolean isNothingBeside(AppConfig config) {
    return Workers.services(delivery, config).isEmpty() && config.tasks().isEmpty();
  }

  private void startThoseOf(Release before, Optional<Slot> serving, StepContext context)
      throws InterruptedException {
    ReleaseValues values = delivery.values(before);
    delivery
        .place(values.config())
        .startBeside(
            values.accessories(Workers.services(delivery, values.config())),
            values.tasksByHand(),
            serving,
            Delivery.fence(context));
  }
}
