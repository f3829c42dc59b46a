package dev.backline.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A Docker engine of a test's own in this machine's namespaces: a container's processes are this
 * machine's, and one on the host's network listens on this machine. It makes no bridge and leaves
 * the packet filter alone. {@link TestEngine} ends more surely and has a bridge.
 */
public final class BareEngine implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final Path folder;
  private final Process process;

  private BareEngine(Path folder, Process process) {
    this.folder = folder;
    this.process = process;
  }

  /** Starts one and waits until it answers. */
  public static BareEngine start() {
    try {
      // A socket's path has at most 107 characters. Not JUnit's folder: its links are the images'.
      Path folder = Files.createTempDirectory("backline-engine");
      Process process =
          new ProcessBuilder(
                  "dockerd",
                  "--host=unix://" + folder.resolve("d.sock"),
                  "--data-root=" + folder.resolve("data"),
                  "--exec-root=" + folder.resolve("exec"),
                  "--pidfile=" + folder.resolve("pid"),
                  "--config-file=" + Files.writeString(folder.resolve("daemon.json"), "{}"),
                  "--bridge=none",
                  "--iptables=false",
                  "--ip-forward=false")
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("engine.log").toFile())
              .start();
      BareEngine engine = new BareEngine(folder, process);
      if (!Waiting.until(LIMIT, () -> !process.isAlive() || engine.answers())
          || !process.isAlive()) {
        String log = Files.readString(folder.resolve("engine.log"));
        engine.close();
        throw new IllegalStateException("the engine does not start: " + log);
      }
      return engine;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean answers() {
    return Programs.end(LIMIT, Map.of(), argv("version")).status() == 0;
  }

  /** Where it listens, as Docker's programs want it told. */
  public String address() {
    return "unix://" + folder.resolve("d.sock");
  }

  /**
   * What {@code docker} says to these arguments.
   *
   * @throws IllegalStateException if it fails
   */
  public String docker(String... arguments) {
    return Programs.run(LIMIT, argv(arguments).toArray(String[]::new));
  }

  private List<String> argv(String... arguments) {
    List<String> argv = new ArrayList<>(List.of("docker", "--host", address()));
    argv.addAll(List.of(arguments));
    return argv;
  }

  /** Ends it, with every container and network in it. */
  @Override
  public void close() {
    try {
      if (process.isAlive()) {
        empty();
      }
    } finally {
      end();
    }
    unmount();
    Programs.run(LIMIT, "rm", "-rf", "--", folder.toString());
  }

  private void empty() {
    for (String container : docker("ps", "--all", "--quiet").lines().toList()) {
      docker("rm", "--force", "--volumes", container);
    }
    // Their bridges would stay.
    docker("network", "prune", "--force");
  }

  private void end() {
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** The engine leaves the network of those containers mounted that were on the host's. */
  private void unmount() {
    for (String line : Programs.read(Path.of("/proc/self/mounts")).lines().toList()) {
      String mounted = line.split(" ", -1)[1];
      if (mounted.startsWith(folder + "/")) {
        Programs.run("umount", mounted);
      }
    }
  }
}
