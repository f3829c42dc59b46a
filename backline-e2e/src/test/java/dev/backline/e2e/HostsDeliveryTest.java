package dev.backline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.artifact.ArtifactDigest;
import dev.backline.proof.Outcome;
import dev.backline.proof.PartName;
import dev.backline.proof.Proof;
import dev.backline.run.RunKind;
import dev.backline.run.RunRecord;
import dev.backline.run.RunStatus;
import dev.backline.runtime.Slot;
import dev.backline.testing.TestHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Music Graph, delivered over SSH to one dev host and two production hosts. */
@TestMethodOrder(
    MethodOrderer.OrderAnnotation.class) // One story: each part begins where one ended.
class HostsDeliveryTest {

  private static final String INSIDE = "echo \"$HOST $DATABASE_PASSWORD\"; exit 7";

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  static Path directory;

  private static HostsInstallation installation;

  @BeforeAll
  static void makeHosts() throws Exception {
    installation = HostsInstallation.in(directory);
  }

  @AfterAll
  static void endEverything() {
    installation.close();
  }

  @Test
  @Order(1)
  void theSameImageGoesToDevAndThenToBothProductionHosts() throws Exception {
    installation.succeeded(installation.deploy());
    assertThat(get(installation.devHost(), "/healthz")).contains("up");

    installation.succeeded(installation.promote());

    for (TestHost host : production()) {
      assertThat(get(host, "/healthz")).contains("up");
      assertThat(get(host, "/api/version")).contains("v0.1.0-alpha");
    }
    assertThat(installation.live(HostsInstallation.PROD))
        .isEqualTo(installation.live(HostsInstallation.DEV));
  }

  @Test
  @Order(2)
  void aSecondReleaseReplacesTheFirstWithoutAFailedRequest() throws Exception {
    MusicGraphFiles.addMigration(installation);
    installation.change(
        "src/main/resources/templates/api.html", "<header", "<header class=\"second\"");
    installation.change(
        "src/main/java/dev/musicgraph/graph/GraphPage.java",
        "return \"map\";",
        "final String page = \"map\"; return page;");
    ArtifactDigest first = installation.live(HostsInstallation.DEV);
    installation.succeeded(installation.deploy());
    long travels = installation.missing(first, installation.live(HostsInstallation.DEV));
    System.out.printf("%nof the second release, %,d bytes had to travel%n", travels);
    assertThat(travels).as("a change of a class, in bytes").isBetween(1L, 1_000_000L);
    try (Load one = Load.leisurely(installation.urlOf(installation.prodHost(1)));
        Load other = Load.leisurely(installation.urlOf(installation.prodHost(2)))) {
      CompletableFuture<RehearsalReach> reach =
          RehearsalReach.of(installation.prodHost(1), installation.prodHost(2));
      wasRehearsed(installation.succeeded(installation.promote()));
      assertThat(reach.get()).isEqualTo(new RehearsalReach(true, false));
      assertThat(one.failures()).isEmpty();
      assertThat(other.failures()).isEmpty();
    }
    for (TestHost host : production()) {
      assertThat(get(host, "/api/version")).contains("v0.2.0-alpha");
    }
    String serving =
        installation
            .prodHost(1)
            .run("docker", "ps", "--filter", "name=web", "--format", "{{.Names}}");
    assertThat(
            RehearsalReach.reaches(
                installation.prodHost(1),
                serving.lines().findFirst().orElseThrow(),
                installation.prodHost(2).address(),
                22))
        .as("one that serves reaches what the one under rehearsal did not")
        .isTrue();
  }

  @Test
  @Order(3)
  void theReleaseThatServesCanBeLookedInto() throws Exception {
    Programs.Ended ran =
        installation.backline("exec", "prod", "--host", "web2", "--", "sh", "-c", INSIDE);
    assertThat(ran.status()).as(ran.output()).isEqualTo(7);
    assertThat(ran.output()).contains("0.0.0.0 ••••");

    Programs.Ended sql = installation.backline("console", "prod", "-c", "select current_user");
    assertThat(sql.status()).as(sql.output()).isZero();
    assertThat(sql.output()).contains("music_graph_prod");

    Programs.Ended rendered = installation.backline("render", "compose", "prod");
    assertThat(rendered.output())
        .isEqualTo(
            installation.prodHost(1).run("cat", "/opt/backline/music-graph-prod/compose.yaml"));

    Programs.Ended variables = installation.backline("env", "prod");
    assertThat(variables.output()).contains("DATABASE_PASSWORD", "***", "database.env");
  }

  /** The logs of both hosts are followed from one release to the other, until Ctrl-C. */
  @Test
  @Order(4)
  void rollingBackTakesBothHostsBackAndWhoFollowsTheirLogsAlong() throws Exception {
    Path said = directory.resolve("followed");
    Process following = installation.start(said, "logs", "prod", "--follow", "--json");
    try {
      awaitLines(said, installation.slot(HostsInstallation.PROD));
      installation.succeeded(installation.run(RunKind.ROLLBACK, HostsInstallation.PROD, Map.of()));
      for (TestHost host : production()) {
        // It was still up, and says nothing of its own accord; this it logs as a warning.
        get(host, "/api/version", "image/png");
      }
      awaitLines(said, installation.slot(HostsInstallation.PROD));
    } finally {
      following.destroy();
      following.waitFor();
    }
    for (TestHost host : production()) {
      assertThat(get(host, "/api/version")).contains("v0.1.0-alpha");
      Awaiting.until(
          "nothing on the host reads the log any more",
          Duration.ofSeconds(30),
          () -> !host.run("ps", "-eo", "args").contains("docker logs --follow"));
    }
  }

  private static void awaitLines(Path said, Slot slot) throws Exception {
    for (String host : List.of("web1", "web2")) {
      Awaiting.until(
          "lines of slot " + slot + " on " + host,
          Duration.ofSeconds(60),
          () ->
              read(said)
                  .lines()
                  .anyMatch(line ->
                      line.contains("\"slot\":\"" + slot.label() + "\"")
                          && line.contains("\"host\":\"" + host + "\"")));
    }
  }

  @Test
  @Order(5)
  void aHostThatCanNotBeReachedKeepsTheOtherAsItWas() throws Exception {
    installation.prodHost(2).stopSshd();
    try {
      RunRecord run = installation.promote();
      assertThat(run.status()).as(installation.story(run)).isNotEqualTo(RunStatus.SUCCEEDED);
    } finally {
      installation.prodHost(2).startSshd();
    }
    for (TestHost host : production()) {
      assertThat(get(host, "/api/version")).contains("v0.1.0-alpha");
    }
  }

  @Test
  @Order(6)
  void aRebootBringsTheSameReleaseBackWithoutBackline() throws Exception {
    TestHost host = installation.prodHost(2);
    host.reboot();
    Awaiting.until(
        "the rebooted host serves", Duration.ofSeconds(90), () -> serves(host, "v0.1.0-alpha"));
  }

  /** On the first host, in containers that reach the copy and nothing else. */
  private static void wasRehearsed(RunRecord run) {
    Proof proof = installation.backline().proofs().find(run.id()).orElseThrow();
    assertThat(proof.parts()).as(installation.story(run)).hasSize(PartName.values().length);
    assertThat(proof.parts()).allMatch(part -> part.outcome() == Outcome.PASSED);
    System.out.println("rehearsed on a host: " + installation.times(run));
    assertThat(installation.prodHost(1).run("docker", "network", "ls")).doesNotContain("rehearsal");
    assertThat(installation.prodHost(1).run("docker", "ps", "--all")).doesNotContain("rehearsal");
  }

  private static List<TestHost> production() {
    return List.of(installation.prodHost(1), installation.prodHost(2));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean serves(TestHost host, String version) {
    try {
      return get(host, "/api/version").contains(version);
    } catch (Exception notYet) {
      return false;
    }
  }

  private static String get(TestHost host, String path) throws Exception {
    return get(host, path, "*/*");
  }

  private static String get(TestHost host, String path, String accept) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create(installation.urlOf(host) + path))
                  .timeout(Duration.ofSeconds(10))
                  .header("Accept", accept)
                  .build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }
}
