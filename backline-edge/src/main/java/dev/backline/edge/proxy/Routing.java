package dev.backline.edge.proxy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Decides where a request goes. Changes are on disk before they take effect. */
final class Routing {

  /** Thrown when somebody with an older fencing token wants to change something. */
  static final class Fenced extends Exception {
    private final long highest;

    Fenced(long fence, long highest) {
      super("fence " + fence + " is lower than " + highest + ", which was seen before");
      this.highest = highest;
    }

    long highest() {
      return highest;
    }
  }

  /**
   * What a switch did.
   *
   * @param inFlightOld requests and WebSockets that go on elsewhere than on the new target
   * @param changed false if it already was so
   */
  record Switched(
      Optional<Slot> previous, Optional<Target> target, int inFlightOld, boolean changed) {}

  private final StateDirectory directory;
  private final List<Route> routes = new CopyOnWriteArrayList<>();
  private volatile EdgeConfig config;
  private volatile @Nullable Route current;

  Routing(StateDirectory directory, EdgeConfig config) {
    this.directory = directory;
    this.config = config;
    config.active().ifPresent(slot -> activate(slot, config.slots().get(slot)));
  }

  EdgeConfig config() {
    return config;
  }

  /**
   * Counts a request in on the active route. The second look makes sure that a switch that did not
   * count this request is seen by it: nobody is sent to a target that was reported as drained.
   */
  Optional<Route> enter() {
    while (true) {
      @Nullable Route route = current;
      if (route == null) {
        return Optional.empty();
      }
      route.requestBegins();
      if (route == current) {
        return Optional.of(route);
      }
      route.requestEnds();
    }
  }

  boolean isCurrent(Route route) {
    return route == current;
  }

  synchronized Switched switchTo(Slot slot, Target target, long fence) throws Fenced, IOException {
    checkFence(fence);
    Optional<Slot> previous = config.active();
    @Nullable Route old = current;
    boolean changed = old == null || !old.serves(slot, target);
    EdgeConfig next = config.serving(slot, target, fence);
    store(next);
    if (changed) {
      activate(slot, target);
      retire(old);
    }
    return new Switched(previous, Optional.of(target), inFlightElsewhere(), changed);
  }

  synchronized Switched switchToNothing(long fence) throws Fenced, IOException {
    checkFence(fence);
    Optional<Slot> previous = config.active();
    @Nullable Route old = current;
    store(config.servingNothing(fence));
    current = null;
    retire(old);
    return new Switched(previous, Optional.empty(), inFlightElsewhere(), old != null);
  }

  synchronized void maintain(Maintenance maintenance, Optional<Long> fence)
      throws Fenced, IOException {
    long newFence = fence.orElse(config.fence());
    checkFence(newFence);
    store(config.with(maintenance, newFence));
  }

  int inFlight(Slot slot) {
    return of(slot).stream().mapToInt(Route::inFlight).sum();
  }

  int webSockets(Slot slot) {
    return of(slot).stream().mapToInt(Route::webSockets).sum();
  }

  int idleConnections(Slot slot) {
    return of(slot).stream().mapToInt(route -> route.connections().count()).sum();
  }

  void closeWebSockets() {
    routes.forEach(Route::closeWebSockets);
  }

  private List<Route> of(Slot slot) {
    return routes.stream().filter(route -> route.slot() == slot).toList();
  }

  private void activate(Slot slot, @Nullable Target target) {
    if (target == null) {
      throw new IllegalStateException("no target for " + slot.label());
    }
    forgetFinished();
    Route route =
        new Route(slot, target, new BackendConnections(config.limits().backendIdleMillis()));
    routes.add(route);
    current = route;
  }

  private static void retire(@Nullable Route old) {
    if (old != null) {
      old.connections().retire();
    }
  }

  private void forgetFinished() {
    List<Route> finished = new ArrayList<>();
    for (Route route : routes) {
      if (route != current && route.total() == 0 && route.connections().count() == 0) {
        finished.add(route);
      }
    }
    routes.removeAll(finished);
  }

  private int inFlightElsewhere() {
    return routes.stream().filter(route -> route != current).mapToInt(Route::total).sum();
  }

  private void checkFence(long fence) throws Fenced {
    if (fence < config.fence()) {
      throw new Fenced(fence, config.fence());
    }
  }

  private void store(EdgeConfig next) throws IOException {
    if (!next.equals(config)) {
      directory.writeConfig(next);
      config = next;
    }
  }
}
