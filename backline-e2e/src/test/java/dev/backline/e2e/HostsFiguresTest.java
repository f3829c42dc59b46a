package dev.backline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.artifact.ArtifactDigest;
import dev.backline.config.ImageName;
import dev.backline.pipeline.RunParameters;
import dev.backline.registry.RegistryClient;
import dev.backline.registry.Repository;
import dev.backline.run.RunKind;
import dev.backline.run.RunRecord;
import dev.backline.run.RunStatus;
import dev.backline.testing.TestHost;
import dev.backline.testing.TestRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Deployments, failing deployments and rollbacks on a host under constant load, and beside them
 * what {@code docker-compose down} and {@code up} do with the same image. Reports times; demands
 * only that no request fails.
 */
@Tag("long")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class) // One story on one host.
class HostsFiguresTest {

  private static final int DEPLOYMENTS = 20;
  private static final int FAILING = 10;
  private static final int ROLLBACKS = 20;
  private static final long REQUESTS = 50_000;
  private static final int PEER_PORT = 8081;
  private static final Duration SERVED = Duration.ofSeconds(60);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(5);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  static Path directory;

  private static HostsInstallation installation;
  private static TestHost host;
  private static KnownRegistry registry;
  private static RunRecord newest;

  @BeforeAll
  static void serveTwoReleases() throws Exception {
    installation = HostsInstallation.ofTinyApp(directory, 1);
    host = installation.hosts().getFirst();
    registry = KnownRegistry.start(TestRegistry.on(installation.machine()), List.of(host));
    installation.succeeded(installation.deploy(HostsInstallation.PROD));
    tookUntilServed("the second");
  }

  @AfterAll
  static void endEverything() {
    installation.close();
    registry.close();
  }

  @Test
  @Order(1)
  void noRequestFailsWhateverIsDelivered() throws Exception {
    List<Duration> deployed = new ArrayList<>();
    List<Duration> undone = new ArrayList<>();
    List<Duration> rolledBack = new ArrayList<>();
    try (Load some = Load.on(installation.urlOf(host));
        Load others = Load.on(installation.urlOf(host))) {
      for (int i = 0; i < DEPLOYMENTS; i++) {
        deployed.add(tookUntilServed("deployed=" + i));
      }
      List<String> labels = newestTwo();
      for (int i = 0; i < FAILING; i++) {
        undone.add(tookUntilUndone(i));
      }
      for (int i = 0; i < ROLLBACKS; i++) {
        rolledBack.add(tookUntilServed(RunKind.ROLLBACK, back(labels, i)));
      }
      Awaiting.until(
          REQUESTS + " requests",
          Duration.ofMinutes(10),
          () -> some.requests() + others.requests() >= REQUESTS);
      System.out.printf(
          "%n%d deployments, %d failing ones, %d rollbacks: %d requests, %d failed%n"
              + "deployment, command to served:    %s%n"
              + "failing deployment, to its end:   %s%n"
              + "rollback, command to served:      %s%n%n",
          DEPLOYMENTS,
          FAILING,
          ROLLBACKS,
          some.requests() + others.requests(),
          some.failed() + others.failed(),
          told(deployed),
          told(undone),
          told(rolledBack));
      System.out.println("steps of the last rollback: " + installation.times(newest) + "\n");
      assertThat(some.failures()).isEmpty();
      assertThat(others.failures()).isEmpty();
    }
  }

  @Test
  @Order(2)
  void composePullDownAndUpWithTheSameImages() throws Exception {
    ImageName image = new ImageName(registry.registry().name() + "/peer/tiny");
    List<ArtifactDigest> images = installation.newestImages(2);
    publish(image, images.getFirst());
    String project =
        """
        services:
          web:
            image: %s
            command: [java, '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', -Xmx64m, -cp, ., Tiny]
            environment: {HOST: 0.0.0.0, PORT: '8080', RELEASE_VERSION: peer, ENVIRONMENT: peer}
            ports: ['%d:8080']
        """
            .formatted(image, PEER_PORT);
    host.run("mkdir", "-p", "/tmp/peer");
    host.run("sh", "-c", "printf %s \"$1\" >/tmp/peer/docker-compose.yml", "sh", project);
    compose("up", "-d");
    String url = "http://" + host.address() + ":" + PEER_PORT;
    awaitVersion(url, "peer");
    List<Duration> times = new ArrayList<>();
    try (Load load = Load.on(url)) {
      for (int i = 0; i < 5; i++) {
        publish(image, images.get((i + 1) % 2));
        long start = System.nanoTime();
        compose("pull", "--quiet");
        compose("down");
        compose("up", "-d");
        awaitVersion(url, "peer");
        times.add(Duration.ofNanos(System.nanoTime() - start));
      }
      System.out.printf(
          "%n5 times docker-compose pull && down && up -d: %d requests, %d failed%n"
              + "command to served:                %s%n%n",
          load.requests(), load.failed(), told(times));
      assertThat(times).hasSize(5);
    } finally {
      compose("down");
    }
  }

  /** As a build would, before: that takes no part in the times. */
  private static void publish(ImageName name, ArtifactDigest image) throws Exception {
    try (RegistryClient client = new RegistryClient(Repository.of(name), Optional.empty())) {
      client.push(installation.backline().parts().images(), image, List.of("latest"));
    }
  }

  private static void compose(String... words) {
    List<String> argv = new ArrayList<>(List.of("docker-compose"));
    argv.addAll(List.of("-f", "/tmp/peer/docker-compose.yml"));
    argv.addAll(List.of(words));
    host.run(argv.toArray(String[]::new));
  }

  private static Duration tookUntilServed(String note) throws Exception {
    installation.tiny().behaviour("note=" + note).commit("Change " + note);
    return tookUntilServed(RunKind.DEPLOY, Map.of());
  }

  /** From asking for the run until users get the other release. */
  private static Duration tookUntilServed(RunKind kind, Map<String, String> parameters)
      throws Exception {
    String url = installation.urlOf(host);
    String before = HostsInstallation.served(url);
    long start = System.nanoTime();
    try (ExecutorService beside = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<RunRecord> run =
          () ->
              kind == RunKind.DEPLOY
                  ? installation.deploy(HostsInstallation.PROD)
                  : installation.run(kind, HostsInstallation.PROD, parameters);
      Future<RunRecord> ended = beside.submit(run);
      while (HostsInstallation.served(url).equals(before) && !ended.isDone()) {
        Thread.sleep(BETWEEN_LOOKS);
      }
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      newest = installation.succeeded(ended.get());
      return took;
    }
  }

  private static Duration tookUntilUndone(int i) throws Exception {
    String how = i % 2 == 0 ? "smoke=failThroughTheEdge" : "start=exit";
    installation.tiny().behaviour(how + "\nnote=failing" + i).commit("Break it, " + i);
    long start = System.nanoTime();
    RunRecord run = installation.deploy(HostsInstallation.PROD);
    assertThat(run.status()).as(installation.story(run)).isEqualTo(RunStatus.UNDONE);
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** To and fro between the two that served last. */
  private static Map<String, String> back(List<String> labels, int i) {
    return Map.of(RunParameters.VERSION, labels.get((i + 1) % 2));
  }

  /** The live release, then the one before it. */
  private static List<String> newestTwo() {
    return installation.newestReleases(2);
  }

  private static void awaitVersion(String url, String wanted) throws Exception {
    long end = System.nanoTime() + SERVED.toNanos();
    while (!HostsInstallation.served(url).equals(wanted)) {
      assertThat(System.nanoTime()).as("it serves within %s", SERVED).isLessThan(end);
      Thread.sleep(BETWEEN_LOOKS);
    }
  }

  private static String told(List<Duration> times) {
    List<Long> sorted = times.stream().map(Duration::toMillis).sorted().toList();
    return "median %d ms, fastest %d, slowest %d"
        .formatted(sorted.get(sorted.size() / 2), sorted.getFirst(), sorted.getLast());
  }
}
