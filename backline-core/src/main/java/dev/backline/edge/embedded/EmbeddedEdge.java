package dev.backline.edge.embedded;

import dev.backline.config.HttpPath;
import dev.backline.config.ListenAddress;
import dev.backline.edge.Edge;
import dev.backline.edge.EdgeSettings;
import dev.backline.edge.EdgeStats;
import dev.backline.edge.EdgeStatus;
import dev.backline.edge.InFlight;
import dev.backline.edge.Route;
import dev.backline.edge.Switched;
import dev.backline.edge.embedded.EdgeProcess.Running;
import dev.backline.failure.BacklineException;
import dev.backline.failure.Failure;
import dev.backline.host.Fence;
import dev.backline.host.local.HostFence;
import dev.backline.host.local.LockFile;
import dev.backline.runtime.EnvironmentFolder;
import dev.backline.runtime.Slot;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Backline's own edge: a process of its own on this machine, spoken to on its admin port. */
public final class EmbeddedEdge implements Edge {

  private static final Duration LOCK_DEADLINE = Duration.ofSeconds(60);

  /** The edge gives its requests 20 s by default; then comes SIGTERM's own wait, then the kill. */
  private static final Duration STOP_GRACE = Duration.ofSeconds(30);

  private static final Duration PAUSE = Duration.ofMillis(20);

  private final EdgeFiles files;
  private final EdgeProcess process;
  private final HostFence fences;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  public EmbeddedEdge(EnvironmentFolder environment, EdgeLauncher launcher) {
    this.files = new EdgeFiles(environment.edge());
    this.process = new EdgeProcess(environment.name() + "/edge", files, launcher, client);
    this.fences = new HostFence(environment.path());
  }

  @Override
  public EdgeStatus.Up ensureRunning(EdgeSettings settings, Fence fence)
      throws InterruptedException {
    String tried = "starting the edge on " + settings.listen();
    try (LockFile lock = lock(tried)) {
      fences.admit(fence, tried);
      Optional<Running> running = process.find();
      if (running.isPresent()) {
        EdgeStatus.Up state = EdgeProcess.state(running.get());
        if (state.listen().equals(settings.listen())) {
          files.want(new EdgeFiles.Wanted(settings, true));
          return state;
        }
        return move(running.get(), state.listen(), settings);
      }
      files.want(new EdgeFiles.Wanted(settings, true));
      return EdgeProcess.state(process.start(settings));
    }
  }

  /** To another address; when it can't listen there, it serves on where it was. */
  private EdgeStatus.Up move(Running running, ListenAddress from, EdgeSettings settings)
      throws InterruptedException {
    if (settings.listen().port() != from.port()) {
      EdgeProcess.requireFree(settings.listen());
    }
    EdgeSettings before = new EdgeSettings(from, settings.limits());
    process.end(running, STOP_GRACE);
    try {
      files.want(new EdgeFiles.Wanted(settings, true));
      return EdgeProcess.state(process.start(settings));
    } catch (BacklineException e) {
      files.want(new EdgeFiles.Wanted(before, true));
      process.start(before);
      throw e;
    }
  }

  @Override
  public Optional<EdgeStatus.Up> revive(Fence fence) throws InterruptedException {
    try (LockFile lock = lock("restarting the edge")) {
      fences.admit(fence, "restarting the edge");
      Optional<EdgeFiles.Wanted> wanted = files.wanted().filter(EdgeFiles.Wanted::running);
      if (wanted.isEmpty() || process.find().isPresent()) {
        return Optional.empty();
      }
      return Optional.of(EdgeProcess.state(process.start(wanted.get().settings())));
    }
  }

  @Override
  public EdgeStatus current() throws InterruptedException {
    Optional<Running> running = process.find();
    return running.isPresent()
        ? EdgeProcess.state(running.get())
        : new EdgeStatus.Down(
            files.route(), files.wanted().filter(EdgeFiles.Wanted::running).isPresent());
  }

  @Override
  public Switched switchTo(Route route, HttpPath probe, Fence fence) throws InterruptedException {
    String tried = "switching to " + route.release() + " in slot " + route.slot();
    try (LockFile lock = lock(tried)) {
      fences.admit(fence, tried);
      Running running = running(tried);
      EdgeStatus.Up before = EdgeProcess.state(running);
      tell(running, Optional.of(route), fence);
      Optional<String> wrong = new ServedCheck(client).whyNot(running, route, probe);
      if (wrong.isPresent()) {
        throw putBack(running, before.route(), tried, wrong.get(), fence);
      }
      return new Switched(
          route,
          before.route(),
          inFlight(running, route.slot().other()).total(),
          !before.route().equals(Optional.of(route)));
    }
  }

  private BacklineException putBack(
      Running running, Optional<Route> before, String tried, String why, Fence fence)
      throws InterruptedException {
    tell(running, before, fence);
    return Failure.undone(
            tried,
            why + "; " + before.map(Route::release).orElse("nothing") + " serves as before",
            "read the release's log, then deploy again")
        .toException();
  }

  /** Tells the edge its route; if no answer comes, its state tells whether it got it. */
  private static void tell(Running running, Optional<Route> route, Fence fence)
      throws InterruptedException {
    try {
      running.admin().post("/switch", EdgeJson.switchTo(route, fence), fence);
    } catch (IOException e) {
      if (!EdgeProcess.state(running).route().equals(route)) {
        throw EdgeProcess.silent(running, e).toException(e);
      }
    }
  }

  @Override
  public void takeAway(Fence fence) throws InterruptedException {
    change("taking the app away", fence, running -> tell(running, Optional.empty(), fence));
  }

  @Override
  public void maintenance(boolean on, Fence fence) throws InterruptedException {
    change(
        "switching maintenance " + (on ? "on" : "off"),
        fence,
        running -> {
          try {
            running.admin().post("/maintenance", EdgeJson.maintenance(on, fence), fence);
          } catch (IOException e) {
            throw EdgeProcess.silent(running, e).toException(e);
          }
        });
  }

  @Override
  public InFlight inFlight(Slot slot) throws InterruptedException {
    Optional<Running> running = process.find();
    return running.isPresent() ? inFlight(running.get(), slot) : new InFlight(0, 0);
  }

  private static InFlight inFlight(Running running, Slot slot) throws InterruptedException {
    try {
      return EdgeJson.inFlight(running.admin().get("/drain?slot=" + slot), slot);
    } catch (IOException e) {
      throw EdgeProcess.silent(running, e).toException(e);
    }
  }

  @Override
  public InFlight drain(Slot slot, Duration deadline) throws InterruptedException {
    if (current().route().filter(route -> route.slot() == slot).isPresent()) {
      throw Failure.refused(
              "draining slot " + slot,
              "the edge sends its requests there",
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
    Running running = running("reading the edge's statistics");
    try {
      return EdgeJson.stats(running.admin().get("/stats?since=" + since.toEpochMilli()));
    } catch (IOException e) {
      throw EdgeProcess.silent(running, e).toException(e);
    }
  }

  @Override
  public void stop(Fence fence) throws InterruptedException {
    try (LockFile lock = lock("stopping the edge")) {
      fences.admit(fence, "stopping the edge");
      // Written first: an edge that dies from now on is not to be restarted.
      files.wanted().ifPresent(last -> files.want(new EdgeFiles.Wanted(last.settings(), false)));
      Optional<Running> running = process.find();
      if (running.isPresent()) {
        process.end(running.get(), STOP_GRACE);
      }
    }
  }

  private interface Change {
    void make(Running running) throws InterruptedException;
  }

  private void change(String tried, Fence fence, Change change) throws InterruptedException {
    try (LockFile lock = lock(tried)) {
      fences.admit(fence, tried);
      change.make(running(tried));
    }
  }

  private Running running(String tried) throws InterruptedException {
    return process
        .find()
        .orElseThrow(() ->
            Failure.unavailable(
                    tried,
                    "no edge is running",
                    "start the controller ('backline serve'): it starts the edge")
                .toException());
  }

  private LockFile lock(String tried) throws InterruptedException {
    return LockFile.take(files.lock(), LOCK_DEADLINE, tried);
  }
}
