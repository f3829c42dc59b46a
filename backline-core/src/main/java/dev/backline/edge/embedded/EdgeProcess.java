package dev.backline.edge.embedded;

import dev.backline.config.ListenAddress;
import dev.backline.edge.EdgeSettings;
import dev.backline.edge.EdgeStatus;
import dev.backline.failure.Failure;
import dev.backline.host.detached.DetachedCommand;
import dev.backline.host.detached.DetachedProcess;
import dev.backline.host.detached.Marker;
import dev.backline.host.detached.ProcessGroup;
import dev.backline.host.detached.ProcessIdentity;
import dev.backline.host.detached.Processes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * The edge's process: found again, started, ended.
 *
 * @param owner {@code app/environment/edge}
 */
record EdgeProcess(String owner, EdgeFiles files, EdgeLauncher launcher, HttpClient client) {

  private static final Duration READY = Duration.ofSeconds(20);
  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final int LAST_WORDS = 20;

  /** A running edge. */
  record Running(ProcessIdentity process, EdgeAdmin admin) {}

  /** The edge that runs on these files; waits for one that is only just starting. */
  Optional<Running> find() throws InterruptedException {
    Optional<Running> known = told();
    if (known.isPresent()) {
      return known;
    }
    Optional<Marker.Bearer> starting = leader();
    return starting.isEmpty()
        ? Optional.empty()
        : awaitServing(starting.get().process().identity());
  }

  /** Empty if it ends before it serves. */
  private Optional<Running> awaitServing(ProcessIdentity starting) throws InterruptedException {
    long deadline = System.nanoTime() + READY.toNanos();
    while (Processes.alive(starting)) {
      Optional<Running> ready = told();
      if (ready.isPresent()) {
        return ready;
      }
      if (System.nanoTime() > deadline) {
        throw Failure.unavailable(
                "waiting for the edge",
                "process "
                    + starting.pid()
                    + " does not serve after "
                    + READY.toSeconds()
                    + " s; its last words: "
                    + lastWords(),
                "read its log: " + files.log().path())
            .toException();
      }
      Thread.sleep(PAUSE);
    }
    return Optional.empty();
  }

  /** What the edge's own file says, if that very process lives. */
  private Optional<Running> told() {
    return files
        .pid()
        .flatMap(pid ->
            Processes.entry(pid.pid())
                .map(Processes.Entry::identity)
                .filter(process -> process.startTime() == pid.startTime())
                .map(process ->
                    new Running(process, new EdgeAdmin(client, pid.adminPort(), files.token()))));
  }

  private Optional<Marker.Bearer> leader() {
    return Marker.bearers(owner, files.directory()).stream()
        .filter(bearer -> bearer.process().leadsSession())
        .findFirst();
  }

  /** Starts one and waits until it serves. None must run. */
  Running start(EdgeSettings settings) throws InterruptedException {
    requireFree(settings.listen());
    files.token();
    files.configure(settings);
    DetachedProcess process = spawn();
    Optional<Running> running = awaitServing(process.identity());
    if (running.isPresent()) {
      return running.get();
    }
    int status = process.exitStatus().orElse(-1);
    throw Failure.unavailable(
            "starting the edge on " + settings.listen(),
            "it exited with status " + status + "; its last words: " + lastWords(),
            "see who listens on port "
                + settings.listen().port()
                + ": ss -ltnp; then read "
                + files.log().path())
        .toException();
  }

  private DetachedProcess spawn() {
    try {
      files.log().begin("edge");
    } catch (IOException e) {
      throw new UncheckedIOException(files.log().path() + " can't be written", e);
    }
    Marker marker = new Marker(owner, files.directory(), UUID.randomUUID().toString(), Map.of());
    return DetachedProcess.start(
        new DetachedCommand(
            launcher.words(files.directory()),
            Map.of(),
            files.directory(),
            files.log().path(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            List.of(),
            marker));
  }

  /** Asks it to end, then makes it. */
  void end(Running running, Duration grace) throws InterruptedException {
    ProcessIdentity process = running.process();
    Marker marker =
        leader()
            .map(Marker.Bearer::marker)
            .orElseGet(() -> new Marker(owner, files.directory(), "unmarked", Map.of()));
    new ProcessGroup(Optional.of(process), marker).end(grace);
  }

  /** Told before the start with a better message than the edge's own. */
  static void requireFree(ListenAddress listen) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(listen.host(), listen.port()));
    } catch (IOException taken) {
      throw Failure.unavailable(
              "starting the edge on " + listen,
              "port " + listen.port() + " is taken by another program (" + taken.getMessage() + ")",
              "see which one: ss -ltnp 'sport = :"
                  + listen.port()
                  + "'; stop it, or choose another listen address")
          .toException(taken);
    }
  }

  private String lastWords() {
    List<String> said = files.log().tail(LAST_WORDS);
    return said.isEmpty() ? "(nothing)" : String.join("\n  ", said);
  }

  /** What the running edge says of itself. */
  static EdgeStatus.Up state(Running running) throws InterruptedException {
    try {
      return EdgeJson.state(running.admin().get("/state"));
    } catch (IOException e) {
      throw silent(running, e).toException(e);
    }
  }

  static Failure silent(Running running, IOException why) {
    return Failure.unavailable(
        "asking the edge",
        "process " + running.process().pid() + " does not answer: " + why,
        "if this stays so, end that process: it is started again and serves on");
  }
}
