package dev.backline.edge.nginx;

import dev.backline.config.HttpPath;
import dev.backline.edge.Edge;
import dev.backline.edge.EdgeSettings;
import dev.backline.edge.EdgeStats;
import dev.backline.edge.EdgeStatus;
import dev.backline.edge.InFlight;
import dev.backline.edge.Route;
import dev.backline.edge.Switched;
import dev.backline.edge.nginx.NginxState.Held;
import dev.backline.edge.nginx.ServedCheck.Expected;
import dev.backline.failure.BacklineException;
import dev.backline.failure.Failure;
import dev.backline.host.CommandResult;
import dev.backline.host.Fence;
import dev.backline.host.ReachedHost;
import dev.backline.runtime.Slot;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * nginx on a host, in front of an environment's slots there. Whoever changes something holds the
 * environment's lease, so two changes never meet.
 *
 * <p>A slot's requests in flight and its WebSockets can't be told apart here: both are counted as
 * requests. An answer that the app breaks off in the middle is counted as a success.
 */
public final class NginxEdge implements Edge {

  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final Duration REMEMBERED = Duration.ofHours(1);

  private final NginxSite site;
  private final NginxHost nginx;
  private final ServedCheck served;
  private final Loading loading;
  private final Clock clock;

  /**
   * @param told hears what a person should know, such as that a file was changed by hand
   */
  public NginxEdge(ReachedHost host, NginxSite site, Clock clock, Consumer<String> told) {
    this.site = site;
    this.nginx = new NginxHost(host, site);
    this.served = new ServedCheck(host, site);
    this.loading = new Loading(nginx, served, told);
    this.clock = clock;
  }

  @Override
  public EdgeStatus.Up ensureRunning(EdgeSettings settings, Fence fence)
      throws InterruptedException {
    String tried = "starting nginx for " + site.names().dotted() + " on " + settings.listen();
    nginx.admit(fence, tried);
    nginx.prepare(fence, tried);
    Look before = nginx.look();
    NginxState state = mine(before, tried).orElseGet(() -> fresh(settings)).with(settings);
    loading.load(before, state, fence, tried);
    nginx.route(state, before.serving(), fence, tried);
    return up(tried);
  }

  @Override
  public Optional<EdgeStatus.Up> revive(Fence fence) throws InterruptedException {
    String tried = "restarting nginx for " + site.names().dotted();
    nginx.admit(fence, tried);
    Look before = nginx.look();
    Optional<NginxState> state = mine(before, tried).filter(NginxState::running);
    if (state.isEmpty() || before.up()) {
      return Optional.empty();
    }
    loading.load(before, state.get(), fence, tried);
    return Optional.of(up(tried));
  }

  @Override
  public EdgeStatus current() throws InterruptedException {
    Look look = nginx.look();
    if (look.longLog()) {
      nginx.rotate();
    }
    return look.status();
  }

  @Override
  public Switched switchTo(Route route, HttpPath probe, Fence fence) throws InterruptedException {
    String tried = "switching to " + route.release() + " in slot " + route.slot();
    requireLocal(route);
    nginx.admit(fence, tried);
    Look before = running(tried);
    NginxState old = mine(before, tried).orElseThrow();
    boolean changed = !before.route().equals(Optional.of(route));
    NginxState state = changed ? old.serving(route, before.now()) : old;
    try {
      String digest = loading.load(before, state, fence, tried);
      nginx.route(state, Optional.of(route.slot()), fence, tried);
      requireServed(
          state, new Expected(Optional.of(route.slot()), before.maintenance(), digest), tried);
      requireReached(state, probe, before, tried);
    } catch (BacklineException e) {
      throw putBack(old, before, e, fence, tried);
    }
    return new Switched(
        route, before.route(), inFlight(state, route.slot().other()).total(), changed);
  }

  private BacklineException putBack(
      NginxState old, Look before, BacklineException why, Fence fence, String tried)
      throws InterruptedException {
    nginx.route(old, before.serving(), fence, tried);
    loading.load(nginx.look(), old, fence, tried);
    Failure failure = why.failure();
    return new Failure(
            tried,
            failure.why()
                + "; "
                + before.route().map(Route::release).orElse("nothing")
                + " serves as before",
            failure.remedy(),
            failure.exitCode())
        .toException(why);
  }

  private void requireServed(NginxState state, Expected expected, String tried)
      throws InterruptedException {
    Optional<String> wrong = served.whyNot(state, expected);
    if (wrong.isPresent()) {
      throw Failure.undone(
              tried, wrong.get(), "mend that on " + nginx.host().name() + ", then try again")
          .toException();
    }
  }

  private void requireReached(NginxState state, HttpPath probe, Look before, String tried)
      throws InterruptedException {
    Optional<String> wrong =
        before.maintenance() ? Optional.empty() : served.whyNotReached(state, probe);
    if (wrong.isPresent()) {
      throw Failure.undone(tried, wrong.get(), "read the release's log, then deploy again")
          .toException();
    }
  }

  @Override
  public void takeAway(Fence fence) throws InterruptedException {
    String tried = "taking the app away";
    nginx.admit(fence, tried);
    Look look = running(tried);
    NginxState state = mine(look, tried).orElseThrow();
    String digest = loading.load(look, state, fence, tried);
    nginx.route(state, Optional.empty(), fence, tried);
    requireServed(state, new Expected(Optional.empty(), look.maintenance(), digest), tried);
  }

  @Override
  public void maintenance(boolean on, Fence fence) throws InterruptedException {
    String tried = "switching maintenance " + (on ? "on" : "off");
    nginx.admit(fence, tried);
    Look look = running(tried);
    NginxState state = mine(look, tried).orElseThrow();
    String digest = loading.load(look, state, fence, tried);
    nginx.maintenance(on, fence, tried);
    requireServed(state, new Expected(look.serving(), on, digest), tried);
  }

  @Override
  public InFlight inFlight(Slot slot) throws InterruptedException {
    Optional<NginxState> state = nginx.look().state();
    return state.isEmpty() ? new InFlight(0, 0) : inFlight(state.get(), slot);
  }

  private InFlight inFlight(NginxState state, Slot slot) throws InterruptedException {
    Held held = state.slots().get(slot);
    return new InFlight(held == null ? 0 : nginx.connections(held.port()), 0);
  }

  @Override
  public InFlight drain(Slot slot, Duration deadline) throws InterruptedException {
    Look look = nginx.look();
    if (look.serving().equals(Optional.of(slot))) {
      throw Failure.refused(
              "draining slot " + slot,
              "nginx sends its requests there",
              "switch to slot " + slot.other() + " first")
          .toException();
    }
    long until = System.nanoTime() + deadline.toNanos();
    InFlight left = inFlight(slot);
    while (!left.none() && System.nanoTime() < until) {
      Thread.sleep(PAUSE);
      left = inFlight(slot);
    }
    return left;
  }

  @Override
  public EdgeStats stats(Instant since) throws InterruptedException {
    String tried = "reading nginx's access log";
    NginxState state = mine(running(tried), tried).orElseThrow();
    Instant now = clock.instant();
    Instant from = since.isBefore(now.minus(REMEMBERED)) ? now.minus(REMEMBERED) : since;
    // By how long ago it was, since the host's clock may differ from ours.
    long back = Math.max(0, Duration.between(from, now).plusMillis(999).toSeconds());
    CommandResult sums = nginx.traffic(back, state);
    if (!sums.succeeded()) {
      throw nginx.failed(tried, sums.lastWords()).toException();
    }
    return new EdgeStats(from, now, AccessLog.traffic(sums.stdout(), state.history()));
  }

  @Override
  public void stop(Fence fence) throws InterruptedException {
    String tried = "stopping nginx for " + site.names().dotted();
    nginx.admit(fence, tried);
    Look look = nginx.look();
    Optional<NginxState> state = mine(look, tried);
    if (state.isPresent()) {
      nginx.takeOut(state.get().stopped(), look, fence, tried);
      nginx.remove(fence, tried);
    }
  }

  private Look running(String tried) throws InterruptedException {
    Look look = nginx.look();
    if (!(look.status() instanceof EdgeStatus.Up)) {
      throw Failure.unavailable(
              tried + " on " + nginx.host().name(),
              "no edge is running",
              "see there why nginx does not run ('systemctl status nginx', or 'docker ps -a' for"
                  + " the container of the edge), start it, and try again")
          .toException();
    }
    return look;
  }

  private EdgeStatus.Up up(String tried) throws InterruptedException {
    return (EdgeStatus.Up) running(tried).status();
  }

  /** What is known of the edge; a folder that belongs to another environment is left alone. */
  private Optional<NginxState> mine(Look look, String tried) {
    Optional<NginxState> state = look.state();
    state
        .filter(known -> !known.owner().equals(site.names().dotted()))
        .ifPresent(other -> {
          throw Failure.refused(
                  tried,
                  site.folder() + " on " + nginx.host().name() + " belongs to " + other.owner(),
                  "give each environment a directory of its own")
              .toException();
        });
    return state;
  }

  private NginxState fresh(EdgeSettings settings) {
    byte[] key = new byte[16];
    new SecureRandom().nextBytes(key);
    return new NginxState(
        site.names().dotted(), HexFormat.of().formatHex(key), settings, true, Map.of(), List.of());
  }

  private static void requireLocal(Route route) {
    if (!route.target().host().equals("127.0.0.1")) {
      throw new IllegalArgumentException("a slot listens on 127.0.0.1, not " + route.target());
    }
  }
}
