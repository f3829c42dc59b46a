package dev.backline.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Docker engine of a test's own on this machine: own socket, files, bridge and addresses, so that
 * any number run side by side, and with one that the machine runs anyway. Ports that containers
 * publish on 127.0.0.1 are this machine's.
 *
 * <p>It lives in a process namespace that ends with the JVM, however that ends, and takes its
 * containers along. It leaves this machine's packet filter alone ({@code --iptables=false}): its
 * containers reach each other on their networks and this machine, but nothing beyond.
 */
public final class TestEngine implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration COMMAND_LIMIT = Duration.ofMinutes(3);

  private final TestPlace place;
  private @Nullable Enclosure enclosure;

  private TestEngine(TestPlace place) {
    this.place = place;
  }

  /** Makes one and waits until it answers. */
  public static TestEngine make() {
    TestPlace place = TestPlace.claim();
    try {
      place.makeBridge();
      // So that neither the machine's configuration nor its logins count.
      Files.writeString(place.folder().resolve("daemon.json"), "{}\n");
      Files.createDirectory(place.folder().resolve("client"));
      TestEngine engine = new TestEngine(place);
      engine.start();
      return engine;
    } catch (IOException e) {
      place.close();
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      place.close();
      throw e;
    }
  }

  /** Where it listens. */
  public Path socket() {
    return place.folder().resolve("docker.sock");
  }

  /** The address on its bridge by which its containers reach this machine. */
  public String machine() {
    return place.address(1);
  }

  /** Makes Docker's and Compose's programs use this engine, and none of this user's logins. */
  public Map<String, String> variables() {
    return Map.of(
        "DOCKER_HOST",
        "unix://" + socket(),
        "DOCKER_CONFIG",
        place.folder().resolve("client").toString());
  }

  /**
   * What {@code docker} says to these arguments.
   *
   * @throws IllegalStateException if it fails
   */
  public String docker(String... arguments) {
    List<String> argv = new ArrayList<>(List.of("docker"));
    argv.addAll(List.of(arguments));
    Ended ended = Programs.end(COMMAND_LIMIT, variables(), argv);
    if (ended.status() != 0) {
      throw new IllegalStateException(String.join(" ", argv) + " failed: " + ended.output());
    }
    return ended.output().strip();
  }

  /** Gives it an image that {@link ImageArchive} made. */
  public void load(Path archive) {
    docker("load", "--quiet", "--input", archive.toString());
  }

  /** Starts it again after {@link #stop}, with what it had on its disk. */
  public void start() {
    Path log = place.folder().resolve("dockerd.log");
    Enclosure started = Enclosure.start(place, log, List.of(), "engine.sh", dockerd());
    enclosure = started;
    if (!Waiting.until(START_LIMIT, () -> answers() || !started.alive()) || !answers()) {
      throw new IllegalStateException("dockerd does not start: " + Programs.read(log));
    }
  }

  /** Ends it and all containers at once, as a power cut would. */
  public void stop() {
    if (enclosure != null) {
      enclosure.end();
      enclosure = null;
    }
  }

  @Override
  public void close() {
    stop();
    place.close();
  }

  /** What of this machine it uses. */
  TestPlace place() {
    return place;
  }

  private boolean answers() {
    List<String> argv = List.of("docker", "version", "--format", "{{.Server.Version}}");
    return Files.exists(socket()) && Programs.end(START_LIMIT, variables(), argv).status() == 0;
  }

  private List<String> dockerd() {
    Path folder = place.folder();
    return List.of(
        "dockerd",
        "--config-file=" + folder.resolve("daemon.json"),
        "--host=unix://" + socket(),
        "--data-root=" + folder.resolve("data"),
        // In memory, as on a machine: by what a killed one noted on disk, the next would take a
        // process that has the same pid by now for its own.
        "--exec-root=/run/containerd/docker",
        "--pidfile=/run/containerd/dockerd.pid",
        "--log-level=warn",
        "--cgroup-parent=/" + place.controlGroup(),
        "--bridge=" + place.bridge(),
        "--default-address-pool=base=" + place.networks() + ",size=28",
        "--iptables=false",
        "--ip-forward=false",
        "--ip-masq=false",
        // Of this machine's registry, over plain HTTP.
        "--insecure-registry=" + place.address(0) + "/24");
  }
}
