package dev.backline.server;

import dev.backline.Backline;
import dev.backline.access.TokenName;
import dev.backline.config.AppName;
import dev.backline.config.BranchName;
import dev.backline.config.EnvironmentName;
import dev.backline.host.Fence;
import dev.backline.host.local.HostFence;
import dev.backline.run.RunRecord;
import dev.backline.runtime.EnvironmentFolder;
import dev.backline.runtime.Slot;
import dev.backline.source.AppRepository;
import dev.backline.source.CommitId;
import dev.backline.state.DataDirectory;
import dev.backline.testing.FreePort;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A data directory, a token and a tiny app: files served by the JDK's own web server. */
final class Installed implements AutoCloseable {

  static final AppName APP = new AppName("tiny");
  static final EnvironmentName DEV = new EnvironmentName("dev");

  final DataDirectory data;
  final Backline backline;
  final String token;
  final int port = FreePort.any();

  Installed(Path folder) {
    data = new DataDirectory(folder);
    backline = Backline.open(data, InstantSource.system());
    token = backline.tokens().create(new TokenName("tester")).reveal();
  }

  /** Where to push to, with a token. */
  String remote(String url, String app, String password) {
    return url.replace("http://", "http://git:" + password + "@") + "/git/" + app + ".git";
  }

  String remote(String url) {
    return remote(url, APP.value(), token);
  }

  /** Its build waits for as long as the file {@code hold} says that it is to. */
  String config() {
    return """
    app: tiny
    build:
      command: sh build.sh
      inputs: [page.html, build.sh]
      timeout: 60s
    artifact:
      bundle: {from: out}
    run:
      command: [sh, -c, 'exec jwebserver -b 127.0.0.1 -p $PORT -d "$PWD"']
      port: PORT
      health: {path: /page.html, interval: 50ms, timeout: 20s, stable: 100ms}
      stop: {grace: 1s}
    environments:
      dev:
        follows: main
        deploy: push
        listen: 127.0.0.1:%d
        watch: {window: 0s}
    """
        .formatted(port);
  }

  Git app(Path checkout, String build) throws Exception {
    return Git.init(checkout)
        .write("backline.yml", config())
        .write("page.html", "hello")
        .write("build.sh", build);
  }

  Optional<CommitId> tip(String branch) {
    if (!backline.parts().repositories().exists(APP)) {
      return Optional.empty();
    }
    try (AppRepository repository = backline.parts().repositories().open(APP)) {
      return repository.tip(new BranchName(branch));
    }
  }

  List<RunRecord> runs() {
    return backline.runs().newest(100);
  }

  /** The newest run, once it is so. */
  RunRecord newest(Predicate<RunRecord> so) throws InterruptedException {
    return await("the newest run", () -> runs().stream().findFirst().filter(so));
  }

  interface Look<T> {
    Optional<T> at();
  }

  <T> T await(String what, Look<T> look) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(40).toNanos();
    while (System.nanoTime() < deadline) {
      Optional<T> found = look.at();
      if (found.isPresent()) {
        return found.get();
      }
      Thread.sleep(20);
    }
    throw new AssertionError("waited 40 s for " + what + "; runs: " + runs());
  }

  /** Ends what outlives a controller. */
  @Override
  public void close() throws InterruptedException {
    for (RunRecord run : runs()) {
      if (!run.status().ended()) {
        backline.runs().requestCancel(run.id(), "the test's end");
      }
    }
    await(
        "the runs' end",
        () -> Optional.of(runs()).filter(all -> all.stream().allMatch(r -> r.status().ended())));
    Fence fence = new HostFence(EnvironmentFolder.of(data, APP, DEV).path()).highest();
    for (Slot slot : Slot.values()) {
      backline
          .parts()
          .environments()
          .here(APP, DEV)
          .runtime()
          .stop(slot, Duration.ofSeconds(1), fence);
    }
    backline.parts().environments().here(APP, DEV).edge().stop(fence);
  }
}
