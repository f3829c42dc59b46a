package dev.backline.edge;

import dev.backline.config.HttpPath;
import dev.backline.failure.BacklineException;
import dev.backline.failure.Failure;
import dev.backline.host.Fence;
import dev.backline.host.StaleFence;
import dev.backline.runtime.Slot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** An {@link Edge} in memory. Targets answer unless told that they are broken. */
public final class FakeEdge implements Edge {

  private final Set<Target> broken = new HashSet<>();
  private final Map<String, Long> requests = new ConcurrentHashMap<>();

  /** Releases in the order in which they were switched to. */
  public final List<String> switches = new ArrayList<>();

  private @Nullable EdgeSettings settings;
  private Optional<Route> route = Optional.empty();
  private boolean running;
  private boolean wanted;
  private boolean maintenance;
  private long pid;
  private Fence highest = new Fence(0);

  /** Requests to this target fail from now on. */
  public void breakTarget(Target target) {
    broken.add(target);
  }

  /** What a crash of the edge does. */
  public void kill() {
    running = false;
  }

  /** A user's request: the release that it reaches, or empty for a 502 or 503. */
  public Optional<Route> request() {
    Optional<Route> reached =
        route.filter(to -> running && !maintenance && !broken.contains(to.target()));
    route.ifPresent(to -> requests.merge(to.release(), 1L, Long::sum));
    return reached;
  }

  @Override
  public EdgeStatus.Up ensureRunning(EdgeSettings with, Fence fence) {
    admit("starting the edge", fence);
    settings = with;
    wanted = true;
    if (!running) {
      running = true;
      pid++;
    }
    return up(with);
  }

  @Override
  public Optional<EdgeStatus.Up> revive(Fence fence) {
    admit("restarting the edge", fence);
    EdgeSettings with = settings;
    return with == null || running || !wanted
        ? Optional.empty()
        : Optional.of(ensureRunning(with, fence));
  }

  @Override
  public EdgeStatus current() {
    EdgeSettings with = settings;
    return with == null || !running ? new EdgeStatus.Down(route, wanted) : up(with);
  }

  private EdgeStatus.Up up(EdgeSettings with) {
    return new EdgeStatus.Up(pid, with.listen(), route, maintenance, highest);
  }

  @Override
  public Switched switchTo(Route to, HttpPath probe, Fence fence) {
    admit("switching", fence);
    requireRunning();
    Optional<Route> before = route;
    if (broken.contains(to.target()) && !maintenance) {
      throw failed(
          "it answers 502; " + before.map(Route::release).orElse("nothing") + " serves as before");
    }
    route = Optional.of(to);
    switches.add(to.release());
    return new Switched(to, before, 0, !before.equals(route));
  }

  @Override
  public void takeAway(Fence fence) {
    admit("taking away", fence);
    requireRunning();
    route = Optional.empty();
  }

  @Override
  public InFlight inFlight(Slot slot) {
    return new InFlight(0, 0);
  }

  @Override
  public InFlight drain(Slot slot, Duration deadline) {
    if (route.filter(to -> to.slot() == slot).isPresent()) {
      throw failed("slot " + slot + " is active");
    }
    return inFlight(slot);
  }

  @Override
  public EdgeStats stats(Instant since) {
    List<ReleaseTraffic> traffic = new ArrayList<>();
    requests.forEach((release, count) ->
        traffic.add(
            new ReleaseTraffic(
                Optional.of(release), count, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, routes(count))));
    return new EdgeStats(since, since.plusSeconds(60), traffic);
  }

  private static List<RouteTraffic> routes(long requests) {
    return List.of(
        new RouteTraffic(
            "GET /", requests, 0, new Latencies(new TreeMap<>(Map.of(1.0, requests)))));
  }

  @Override
  public void maintenance(boolean on, Fence fence) {
    admit("maintenance", fence);
    requireRunning();
    maintenance = on;
  }

  @Override
  public void stop(Fence fence) {
    admit("stopping the edge", fence);
    running = false;
    wanted = false;
  }

  private void requireRunning() {
    if (!running) {
      throw failed("no edge is running");
    }
  }

  private static BacklineException failed(String why) {
    return Failure.undone("the fake edge", why, "change the test").toException();
  }

  private void admit(String tried, Fence fence) {
    if (fence.compareTo(highest) < 0) {
      throw new StaleFence(tried, fence, highest);
    }
    highest = fence;
  }
}
