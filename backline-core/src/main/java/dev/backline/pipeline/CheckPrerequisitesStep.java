package dev.backline.pipeline;

import dev.backline.artifact.ArtifactDigest;
import dev.backline.config.AppConfig;
import dev.backline.config.EnvironmentSpec;
import dev.backline.config.ListenAddress;
import dev.backline.config.Placement;
import dev.backline.edge.EdgeStatus;
import dev.backline.edge.Route;
import dev.backline.failure.Failure;
import dev.backline.journal.Facts;
import dev.backline.run.StepContext;
import dev.backline.run.StepResult;
import dev.backline.runtime.Slot;
import dev.backline.runtime.SlotState;
import dev.backline.runtime.SlotStatus;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Sees that everything the delivery will need is there before anything is changed, and which slot
 * is free.
 */
final class CheckPrerequisitesStep extends DeliveryStep {

  private static final long LEAST_FREE_BYTES = 500_000_000;

  CheckPrerequisitesStep(Delivery delivery) {
    super("check-prerequisites", delivery);
  }

  @Override
  public StepResult run(StepContext context) throws Exception {
    AppConfig config = delivery.config(context);
    EnvironmentSpec spec = delivery.spec(config);
    requireDisk(delivery.parts().data().root());
    delivery
        .parts()
        .secrets()
        .of(delivery.app(), delivery.environment())
        .require(config.secretsOf(spec));
    requireFitPlace(context, config, spec);
    delivery.database(config).ifPresent(access -> context.say("database " + access.url()));
    Optional<Route> route = routeIfPortIsOurs(context, spec);
    Slot free = route.map(active -> active.slot().other()).orElse(Slot.BLUE);
    if (here(spec)) {
      requireMemory(context, config, free);
    }
    context.say(
        route
                .map(active -> active.release() + " serves in slot " + active.slot())
                .orElse("nothing serves yet")
            + "; slot "
            + free
            + " is free");
    Facts facts = facts(free, route);
    return StepResult.done(
        delivery
            .parts()
            .history()
            .current(delivery.app(), delivery.environment())
            .map(release -> facts.with(DeliveryFacts.RUN_BEFORE, release.candidate().run().value()))
            .orElse(facts));
  }

  /** All that is wrong at once, before the first thing is started there. */
  private void requireFitPlace(StepContext context, AppConfig config, EnvironmentSpec spec)
      throws InterruptedException {
    DeliveryNeed need =
        new DeliveryNeed(
            spec,
            context.facts().find(DeliveryFacts.DIGEST).map(ArtifactDigest::new),
            MemoryNeed.of(config));
    Preflight preflight =
        Preflight.of(delivery.environment(), delivery.place(config).examine(need));
    preflight.doubts().forEach(context::say);
    if (preflight.refusal().isPresent()) {
      throw preflight.refusal().get().toException();
    }
    delivery.place(config).claim();
  }

  private static boolean here(EnvironmentSpec spec) {
    return switch (spec.placement()) {
      case Placement.ThisMachine _ -> true;
      case Placement.OnHosts _ -> false;
    };
  }

  private static Facts facts(Slot free, Optional<Route> route) {
    Facts facts = Facts.of(DeliveryFacts.SLOT, free);
    return route
        .map(active ->
            facts
                .with(DeliveryFacts.ROUTE_BEFORE, active)
                .with(DeliveryFacts.VERSION_BEFORE, active.release()))
        .orElse(facts);
  }

  /** Where requests go now. An edge that has to start or to move must find its port free. */
  private Optional<Route> routeIfPortIsOurs(StepContext context, EnvironmentSpec spec)
      throws InterruptedException {
    EdgeStatus edge = delivery.edge(context).current();
    boolean hasIt = edge instanceof EdgeStatus.Up up && up.listen().port() == spec.listen().port();
    // On hosts the edge itself sees to it.
    if (!hasIt && here(spec)) {
      requireFree(spec.listen());
    }
    return edge.route();
  }

  private void requireFree(ListenAddress listen) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(listen.host(), listen.port()));
    } catch (IOException e) {
      throw Failure.unavailable(
              "checking the address " + listen + " that " + delivery.environment() + " listens on",
              "the port is taken by another program (" + e.getMessage() + ")",
              "see which one with: ss -ltnp 'sport = :"
                  + listen.port()
                  + "'; stop it, or give the environment another port")
          .toException(e);
    }
  }

  /** A release that still runs in the free slot is there already: going back to it needs none. */
  private void requireMemory(StepContext context, AppConfig config, Slot free)
      throws IOException, InterruptedException {
    boolean runs =
        delivery.runtime(context).status(free) instanceof SlotStatus.Running(SlotState state)
            && context
                .facts()
                .find(DeliveryFacts.DIGEST)
                .filter(state.release().digest()::equals)
                .isPresent();
    Optional<Failure> lack =
        runs ? Optional.empty() : MemoryNeed.of(config).shortOf(delivery.parts().memory().bytes());
    if (lack.isPresent()) {
      throw lack.get().toException();
    }
  }

  private static void requireDisk(Path root) throws IOException {
    FileStore store = Files.getFileStore(root);
    if (store.getUsableSpace() < LEAST_FREE_BYTES) {
      throw Failure.unavailable(
              "checking the disk of " + root,
              "only %,d MB are free, a delivery wants %,d MB"
                  .formatted(store.getUsableSpace() / 1_000_000, LEAST_FREE_BYTES / 1_000_000),
              "free some space; nothing was changed")
          .toException();
    }
  }
}
