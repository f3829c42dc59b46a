package dev.backline.runtime.compose;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A real container engine of the tests' own: its socket, its data and its process, none of them
 * shared with another. It leaves the machine's firewall alone and publishes ports by its proxies.
 */
final class DockerDaemon implements AutoCloseable {

  private static final int SECONDS = 60;

  private final Path folder;
  private @Nullable Process process;

  private DockerDaemon(Path folder) {
    this.folder = folder;
  }

  static DockerDaemon start(Path folder) {
    DockerDaemon daemon = new DockerDaemon(folder);
    daemon.start();
    return daemon;
  }

  /** What clients find it by, in {@code DOCKER_HOST}. */
  String address() {
    return "unix://" + folder.resolve("docker.sock");
  }

  void start() {
    try {
      process =
          new ProcessBuilder(
                  "/usr/sbin/dockerd",
                  "--host=" + address(),
                  "--data-root=" + folder.resolve("data"),
                  "--exec-root=" + folder.resolve("exec"),
                  "--pidfile=" + folder.resolve("pid"),
                  "--bridge=none",
                  "--iptables=false",
                  // Networks of other engines on this machine come from Docker's own pool.
                  "--default-address-pool=base=10.219.0.0/16,size=26")
              .redirectErrorStream(true)
              .redirectOutput(
                  ProcessBuilder.Redirect.appendTo(folder.resolve("dockerd.log").toFile()))
              .start();
      awaitReady();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitReady() throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    Process running = process;
    while (status("version") != 0) {
      if (running == null || !running.isAlive() || System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "dockerd does not start: " + Files.readString(folder.resolve("dockerd.log")));
      }
      Thread.onSpinWait();
    }
  }

  /** Stops it as a restart of its host would: its containers are stopped, not removed. */
  void stop() {
    Process running = process;
    if (running == null) {
      return;
    }
    running.destroy();
    try {
      if (!running.waitFor(SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("dockerd does not stop");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process = null;
  }

  @Override
  public void close() {
    String all = docker("ps", "--all", "--quiet");
    if (!all.isBlank()) {
      List<String> remove = new ArrayList<>(List.of("rm", "--force"));
      all.lines().forEach(remove::add);
      docker(remove.toArray(String[]::new));
    }
    String networks = docker("network", "ls", "--quiet", "--filter", "type=custom");
    // Their bridges would stay on the machine.
    networks.lines().forEach(network -> docker("network", "rm", network));
    stop();
  }

  /** Makes an image of the files below a directory, and returns its id. */
  String load(Path root) {
    Path tar = folder.resolve("image.tar");
    run("tar", "-C", root.toString(), "-cf", tar.toString(), ".");
    return docker("import", tar.toString()).strip();
  }

  /** What the client prints. */
  String docker(String... arguments) {
    List<String> argv = new ArrayList<>(List.of("docker"));
    argv.addAll(List.of(arguments));
    return run(argv.toArray(String[]::new));
  }

  private int status(String... arguments) throws IOException {
    List<String> argv = new ArrayList<>(List.of("docker"));
    argv.addAll(List.of(arguments));
    Process client = client(argv.toArray(String[]::new)).start();
    client.getInputStream().readAllBytes();
    return ended(client);
  }

  String run(String... argv) {
    try {
      Process client = client(argv).start();
      client.getOutputStream().close();
      String said = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (ended(client) != 0) {
        throw new IllegalStateException(String.join(" ", argv) + " failed: " + said);
      }
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ProcessBuilder client(String... argv) {
    ProcessBuilder builder = new ProcessBuilder(argv).redirectErrorStream(true);
    builder.environment().put("DOCKER_HOST", address());
    builder.environment().put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
    return builder.directory(folder.toFile());
  }

  private static int ended(Process process) {
    try {
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("it does not end");
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
