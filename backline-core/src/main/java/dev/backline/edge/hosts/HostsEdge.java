package dev.backline.edge.hosts;

import dev.backline.config.HostName;
import dev.backline.config.HttpPath;
import dev.backline.edge.Edge;
import dev.backline.edge.EdgeSettings;
import dev.backline.edge.EdgeStats;
import dev.backline.edge.EdgeStatus;
import dev.backline.edge.EdgeStatus.Down;
import dev.backline.edge.EdgeStatus.Up;
import dev.backline.edge.InFlight;
import dev.backline.edge.Route;
import dev.backline.edge.Switched;
import dev.backline.failure.BacklineException;
import dev.backline.host.Fence;
import dev.backline.host.Host;
import dev.backline.host.Hosts;
import dev.backline.runtime.Slot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The edges of an environment's hosts as one: what is changed is changed on all of them or on none.
 * How their states become one, {@link MergedStatus} tells.
 */
public final class HostsEdge implements Edge {

  /** Asked for where an undo has to switch and no path is known: any answer of the app will do. */
  private static final HttpPath ANY = new HttpPath("/");

  private final Hosts hosts;
  private final Function<Host, Edge> edges;
  private final EdgeRound round;

  /**
   * @param edges the edge on each of the hosts
   */
  public HostsEdge(Hosts hosts, Function<Host, Edge> edges) {
    this.hosts = hosts;
    this.edges = edges;
    this.round = new EdgeRound(hosts, edges);
  }

  @Override
  public Up ensureRunning(EdgeSettings settings, Fence fence) throws InterruptedException {
    Map<HostName, EdgeStatus> before = statuses();
    round.onAll(
        "starting the edge on " + settings.listen(),
        (edge, host) -> edge.ensureRunning(settings, fence),
        (edge, host) -> {
          switch (of(before, host)) {
            case Up up ->
                edge.ensureRunning(new EdgeSettings(up.listen(), settings.limits()), fence);
            case Down down when !down.wanted() -> edge.stop(fence);
            case Down _ -> {} // It had died: that it runs again is no harm.
          }
        });
    return up(settings);
  }

  /** Up as a whole: where hosts disagree about the route it is told by the next switch. */
  private Up up(EdgeSettings settings) throws InterruptedException {
    return switch (current()) {
      case Up up -> up;
      case Down down -> {
        Up first = (Up) edges.apply(hosts.hosts().getFirst()).current();
        yield new Up(
            first.pid(), settings.listen(), down.last(), first.maintenance(), first.fence());
      }
    };
  }

  @Override
  public EdgeStatus current() throws InterruptedException {
    List<EdgeStatus> all = new ArrayList<>();
    for (Host host : hosts.hosts()) {
      all.add(edges.apply(host).current());
    }
    return MergedStatus.of(all);
  }

  @Override
  public Switched switchTo(Route route, HttpPath probe, Fence fence) throws InterruptedException {
    Map<HostName, EdgeStatus> before = statuses();
    Map<HostName, Switched> done = new ConcurrentHashMap<>();
    round.onAll(
        "switching to " + route.release() + " in slot " + route.slot(),
        (edge, host) -> done.put(host.name(), edge.switchTo(route, probe, fence)),
        (edge, host) -> routeBack(edge, of(before, host).route(), probe, fence));
    return new Switched(
        route,
        MergedStatus.of(List.copyOf(before.values())).route(),
        done.values().stream().mapToLong(Switched::inFlight).sum(),
        done.values().stream().anyMatch(Switched::changed));
  }

  private static void routeBack(Edge edge, Optional<Route> before, HttpPath probe, Fence fence)
      throws InterruptedException {
    if (before.isPresent()) {
      edge.switchTo(before.get(), probe, fence);
    } else {
      edge.takeAway(fence);
    }
  }

  @Override
  public void takeAway(Fence fence) throws InterruptedException {
    Map<HostName, EdgeStatus> before = statuses();
    round.onAll(
        "taking the app away",
        (edge, host) -> edge.takeAway(fence),
        (edge, host) -> routeBack(edge, of(before, host).route(), ANY, fence));
  }

  @Override
  public void maintenance(boolean on, Fence fence) throws InterruptedException {
    Map<HostName, EdgeStatus> before = statuses();
    round.onAll(
        "switching maintenance " + (on ? "on" : "off"),
        (edge, host) -> edge.maintenance(on, fence),
        (edge, host) ->
            edge.maintenance(of(before, host) instanceof Up up && up.maintenance(), fence));
  }

  @Override
  public InFlight inFlight(Slot slot) throws InterruptedException {
    InFlight all = new InFlight(0, 0);
    for (Host host : hosts.hosts()) {
      all = plus(all, edges.apply(host).inFlight(slot));
    }
    return all;
  }

  /** One after the other, by one deadline: they drain at the same time, whoever is asked first. */
  @Override
  public InFlight drain(Slot slot, Duration deadline) throws InterruptedException {
    long until = System.nanoTime() + deadline.toNanos();
    InFlight left = new InFlight(0, 0);
    for (Host host : hosts.hosts()) {
      Duration time = Duration.ofNanos(Math.max(0, until - System.nanoTime()));
      left = plus(left, edges.apply(host).drain(slot, time));
    }
    return left;
  }

  private static InFlight plus(InFlight one, InFlight other) {
    return new InFlight(one.requests() + other.requests(), one.webSockets() + other.webSockets());
  }

  @Override
  public EdgeStats stats(Instant since) throws InterruptedException {
    List<EdgeStats> all = new ArrayList<>();
    for (Host host : hosts.hosts()) {
      all.add(edges.apply(host).stats(since));
    }
    return SummedTraffic.of(all);
  }

  @Override
  public Optional<Up> revive(Fence fence) throws InterruptedException {
    boolean any = false;
    for (Host host : hosts.hosts()) {
      any |= edges.apply(host).revive(fence).isPresent();
    }
    return any && current() instanceof Up up ? Optional.of(up) : Optional.empty();
  }

  /** On every host where it can be; a host that fails keeps none of the others from it. */
  @Override
  public void stop(Fence fence) throws InterruptedException {
    List<BacklineException> failed = new ArrayList<>();
    for (Host host : hosts.hosts()) {
      try {
        edges.apply(host).stop(fence);
      } catch (BacklineException e) {
        failed.add(e);
      }
    }
    if (!failed.isEmpty()) {
      throw failed.getFirst();
    }
  }

  private Map<HostName, EdgeStatus> statuses() throws InterruptedException {
    Map<HostName, EdgeStatus> all = new LinkedHashMap<>();
    for (Host host : hosts.hosts()) {
      all.put(host.name(), edges.apply(host).current());
    }
    return all;
  }

  private static EdgeStatus of(Map<HostName, EdgeStatus> statuses, Host host) {
    return Objects.requireNonNull(statuses.get(host.name()), "asked before");
  }
}
