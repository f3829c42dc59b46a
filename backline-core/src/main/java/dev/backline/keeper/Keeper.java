package dev.backline.keeper;

import dev.backline.config.HttpPath;
import dev.backline.edge.Edge;
import dev.backline.edge.EdgeStatus;
import dev.backline.edge.Route;
import dev.backline.edge.Target;
import dev.backline.failure.BacklineException;
import dev.backline.failure.Failure;
import dev.backline.host.Fence;
import dev.backline.host.StaleFence;
import dev.backline.runtime.Launch;
import dev.backline.runtime.ReleaseRuntime;
import dev.backline.runtime.Slot;
import dev.backline.runtime.SlotState;
import dev.backline.runtime.SlotStatus;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Keeps one environment as the last deployment left it: restarts a release that should run and is
 * dead, and the edge, with growing pauses; tells the edge if a release came back on another port;
 * keeps the logs small. After a reboot this brings everything back.
 *
 * <p>It holds no lease. It acts with the highest fencing token that the host has seen, so a run
 * that begins meanwhile makes it step back; and every act is decided again under the slot's lock.
 * {@link #tick} is to be called every second, by one thread at a time.
 */
public final class Keeper {

  private final ReleaseRuntime runtime;
  private final Edge edge;
  private final Launches launches;
  private final Supplier<Fence> highest;
  private final HttpPath probe;
  private final InstantSource clock;
  private final Consumer<KeeperEvent> events;

  private final Map<Slot, Kept> slots = new EnumMap<>(Slot.class);
  private Restarts edges = Restarts.NONE;
  private Optional<Failure> lastFailure = Optional.empty();

  /** The restarts of one start and of those that followed from it; a deployment begins anew. */
  private record Kept(String launchId, Restarts restarts) {}

  /**
   * @param highest the highest fencing token that the host has seen in the environment
   * @param probe asked for through the edge when it is told of a release's new port
   */
  public Keeper(
      ReleaseRuntime runtime,
      Edge edge,
      Launches launches,
      Supplier<Fence> highest,
      HttpPath probe,
      InstantSource clock,
      Consumer<KeeperEvent> events) {
    this.runtime = runtime;
    this.edge = edge;
    this.launches = launches;
    this.highest = highest;
    this.probe = probe;
    this.clock = clock;
    this.events = events;
  }

  /** Looks once at everything and does what is to be done. Failures are told as events. */
  public void tick() throws InterruptedException {
    Fence fence = highest.get();
    for (Slot slot : Slot.values()) {
      attempt(() -> keep(slot, fence));
    }
    attempt(() -> keepEdge(fence));
    runtime.rotateLogs();
  }

  private void keep(Slot slot, Fence fence) throws InterruptedException {
    if (!(runtime.status(slot) instanceof SlotStatus.Dead(SlotState dead))
        || dead.healthyAt().isEmpty()) {
      return;
    }
    Restarts before =
        Optional.ofNullable(slots.get(slot))
            .filter(kept -> kept.launchId().equals(dead.launchId()))
            .map(Kept::restarts)
            .orElse(Restarts.NONE);
    switch (before.decide(clock.instant())) {
      case WAIT, GIVEN_UP -> {}
      case GIVE_UP -> {
        slots.put(slot, new Kept(dead.launchId(), before.givenUp()));
        giveUp("keeping " + dead.release() + " running in slot " + slot);
      }
      case RESTART -> {
        Optional<Launch> launch = launches.of(slot, dead);
        if (launch.isPresent()) {
          Restarts after = before.restarted(clock.instant());
          slots.put(slot, new Kept(dead.launchId(), after));
          Optional<SlotState> revived = runtime.revive(slot, launch.get(), fence);
          revived.ifPresent(state -> {
            slots.put(slot, new Kept(state.launchId(), after));
            tell(new KeeperEvent.ReleaseRestarted(slot, state));
          });
        }
      }
    }
  }

  private void keepEdge(Fence fence) throws InterruptedException {
    switch (edge.current()) {
      case EdgeStatus.Down(Optional<Route> _, boolean wanted) -> {
        if (wanted) {
          restartEdge(fence);
        }
      }
      case EdgeStatus.Up up -> {
        edges = edges.gaveUp() ? Restarts.NONE : edges;
        if (up.route().isPresent()) {
          reroute(up.route().get(), fence);
        }
      }
    }
  }

  private void restartEdge(Fence fence) throws InterruptedException {
    switch (edges.decide(clock.instant())) {
      case WAIT, GIVEN_UP -> {}
      case GIVE_UP -> {
        edges = edges.givenUp();
        giveUp("keeping the edge running");
      }
      case RESTART -> {
        edges = edges.restarted(clock.instant());
        edge.revive(fence).ifPresent(up -> tell(new KeeperEvent.EdgeRestarted(up.pid())));
      }
    }
  }

  /** A release that came back on another port, because its own was taken, has to be found. */
  private void reroute(Route route, Fence fence) throws InterruptedException {
    if (!(runtime.status(route.slot()) instanceof SlotStatus.Running(SlotState state))
        || !state.release().label().equals(route.release())
        || state.port() == route.target().port()) {
      return;
    }
    edge.switchTo(
        new Route(route.slot(), Target.local(state.port()), route.release()), probe, fence);
    tell(new KeeperEvent.Rerouted(route.slot(), state.port()));
  }

  private void giveUp(String tried) {
    tell(
        new KeeperEvent.GaveUp(
            Failure.needsPerson(
                tried,
                "it was restarted 10 times within 10 minutes and died each time",
                "read its log, then deploy again or roll back")));
  }

  private void tell(KeeperEvent event) {
    events.accept(event);
  }

  private interface Attempt {
    void run() throws InterruptedException;
  }

  private void attempt(Attempt attempt) throws InterruptedException {
    try {
      attempt.run();
    } catch (StaleFence aRunHasBegun) {
      // It is that run's turn now; the next tick looks again.
    } catch (BacklineException e) {
      tellOnce(e.failure());
    } catch (RuntimeException e) {
      tellOnce(
          Failure.unavailable(
              "keeping the environment running",
              e.toString(),
              "see that the disk has room and the files of the environment can be read"));
    }
  }

  /** The same failure every second is told once. */
  private void tellOnce(Failure failure) {
    if (!lastFailure.equals(Optional.of(failure))) {
      lastFailure = Optional.of(failure);
      tell(new KeeperEvent.AttemptFailed(failure));
    }
  }
}
