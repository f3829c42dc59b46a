package dev.backline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.run.RunKind;
import dev.backline.run.RunRecord;
import dev.backline.run.RunStatus;
import dev.backline.testing.TestHost;
import dev.backline.testing.TinyImage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
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
 * What an app declares beside its releases, on two hosts: a cache that the release needs when it
 * starts, a worker of the release itself, and a task for the first delivery.
 */
@Tag("long")
@TestMethodOrder(
    MethodOrderer.OrderAnnotation.class) // One story: each part begins where one ended.
class HostsServicesTest {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String PROJECT = "/opt/backline/tiny-prod";

  private static final String COMMAND =
      "command: [bash, -c, 'exec 3<>/dev/tcp/cache/6379 && exec java -XX:TieredStopAtLevel=1"
          + " -XX:+UseSerialGC -Xmx64m -cp . Tiny']";

  private static final String TASKS =
      """
      tasks:
        greet:
          command: [sh, -c, 'echo task says $GREETING to $ENVIRONMENT']
          env: {GREETING: hello}
          afterFirstDeployment: true
      """;

  private static final String CACHE =
      """
            cache:
              image: '%s'
              command: [serve, '6379']
              volumes: ['kept:/kept']
      """
          .formatted(TinyImage.REFERENCE);

  private static final String SERVICES =
      """
          compose:
            services:
      """
          + CACHE.indent(2)
          + """
                  worker:
                    command: [sh, -c, 'echo working for $RELEASE_VERSION as $ROLE; exec sleep 86400']
                    env: {ROLE: 'worker of ${environment}'}
          """;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  static Path directory;

  private static HostsInstallation installation;
  private static int changes;

  @BeforeAll
  static void makeHosts() throws Exception {
    installation = HostsInstallation.ofTinyApp(directory, 2);
    for (TestHost host : installation.hosts()) {
      host.load(TinyImage.archive());
    }
    installation
        .tiny()
        .edit(
            "backline.yml",
            text ->
                text.replaceFirst("command: \\[java.*", Matcher.quoteReplacement(COMMAND))
                        .replaceFirst("smoke:", Matcher.quoteReplacement(TASKS + "smoke:"))
                    + SERVICES);
  }

  @AfterAll
  static void endEverything() {
    installation.close();
  }

  @Test
  @Order(1)
  void aFirstDeliveryThatIsUndoneLeavesNothingRunning() throws Exception {
    undone(deliver("smoke=failThroughTheEdge"));

    for (TestHost host : installation.hosts()) {
      assertThat(running(host)).isEmpty();
    }
  }

  @Test
  @Order(2)
  void theReleaseFindsItsCacheWhenItStartsAndItsWorkerIsOfTheSameRelease() throws Exception {
    RunRecord run = installation.succeeded(deliver("note=first"));

    assertThat(installation.story(run)).contains("task says hello to prod");
    for (TestHost host : installation.hosts()) {
      assertThat(running(host)).contains("tiny-prod-cache", "tiny-prod-worker");
      awaitWorkerOf(served(), host);
      host.run("docker", "exec", "tiny-prod-cache", "sh", "-c", "echo precious >/kept/thing");
    }
  }

  @Test
  @Order(3)
  void theNextDeliveryKeepsTheCacheAndMakesTheWorkerAnewWithoutAFailedRequest() throws Exception {
    List<String> caches = caches();
    try (Load some = Load.on(url(0));
        Load others = Load.on(url(1))) {
      RunRecord run = installation.succeeded(deliver("note=second"));
      assertThat(installation.story(run)).doesNotContain("task says");
      assertThat(some.failures()).isEmpty();
      assertThat(others.failures()).isEmpty();
    }

    assertThat(caches()).isEqualTo(caches);
    for (TestHost host : installation.hosts()) {
      awaitWorkerOf(served(), host);
    }
  }

  @Test
  @Order(4)
  void aDeliveryThatIsUndoneGivesTheWorkerItsReleaseBack() throws Exception {
    String before = served();
    List<String> caches = caches();
    undone(deliver("smoke=failThroughTheEdge"));

    assertThat(served()).isEqualTo(before);
    assertThat(caches()).isEqualTo(caches);
    for (TestHost host : installation.hosts()) {
      awaitWorkerOf(before, host);
    }
  }

  @Test
  @Order(5)
  void aDeliveryWhoseWorkerEndsIsUndoneThoughItsPagesAreFine() throws Exception {
    String before = served();
    installation
        .tiny()
        .edit("backline.yml", text -> text.replace("exec sleep 86400", "sleep 0.2; exit 9"));
    RunRecord run = undone(deliver("note=idle"));
    assertThat(installation.story(run)).contains("web1: worker ", "web2: worker ");
    installation
        .tiny()
        .edit("backline.yml", text -> text.replace("sleep 0.2; exit 9", "exec sleep 86400"));

    assertThat(served()).isEqualTo(before);
    for (TestHost host : installation.hosts()) {
      awaitWorkerOf(before, host);
    }
  }

  @Test
  @Order(6)
  void aRollbackTakesTheWorkerAlong() throws Exception {
    List<String> labels = installation.newestReleases(2);
    installation.succeeded(installation.run(RunKind.ROLLBACK, HostsInstallation.PROD, Map.of()));

    assertThat(served()).isEqualTo(labels.getLast());
    for (TestHost host : installation.hosts()) {
      awaitWorkerOf(labels.getLast(), host);
    }
  }

  @Test
  @Order(7)
  void anAppOutOfServiceHasNoWorkerAndGetsItBack() throws Exception {
    String before = served();
    List<String> caches = caches();
    installation.succeeded(installation.run(RunKind.STOP, HostsInstallation.PROD, Map.of()));
    for (TestHost host : installation.hosts()) {
      assertThat(running(host)).containsExactly("tiny-prod-cache");
    }
    installation.hosts().getFirst().run("docker", "stop", "tiny-prod-cache");

    installation.succeeded(installation.run(RunKind.START, HostsInstallation.PROD, Map.of()));
    assertThat(served()).isEqualTo(before);
    assertThat(caches()).isEqualTo(caches);
    for (TestHost host : installation.hosts()) {
      awaitWorkerOf(before, host);
    }
  }

  @Test
  @Order(8)
  void aTaskCanBeRunByHandAsItIsDeclared() {
    String said =
        installation
            .hosts()
            .getFirst()
            .run(
                "sh",
                "-c",
                "cd " + PROJECT + " && docker-compose -f compose.yaml run --rm task_greet 2>&1");
    assertThat(said).contains("task says hello to prod");
  }

  @Test
  @Order(9)
  void whatWasChangedByHandIsToldAndPutRight() throws Exception {
    TestHost host = installation.hosts().getLast();
    host.run("docker", "rm", "--force", "tiny-prod-worker");
    host.run("docker", "stop", "tiny-prod-cache");
    assertThat(installation.backline("doctor").output())
        .contains("web1's services: 2 declared, none is down")
        .contains("web2's services: cache: Exited", "; worker: no container");
    host.run("sh", "-c", "echo '# mine' >>" + PROJECT + "/compose.yaml");
    host.run("docker", "start", "tiny-prod-cache");
    RunRecord run = installation.succeeded(deliver("note=third"));

    assertThat(installation.story(run)).contains("compose.yaml", "by hand");
    awaitWorkerOf(served(), host);
    assertThat(running(host)).contains("tiny-prod-cache");
  }

  @Test
  @Order(10)
  void aRebootBringsCacheAndWorkerBack() throws Exception {
    TestHost host = installation.hosts().getLast();
    String before = served();
    host.reboot();
    Awaiting.until(
        "both run again",
        SOON,
        () -> running(host).containsAll(List.of("tiny-prod-cache", "tiny-prod-worker")));
    assertThat(host.run("docker", "exec", "tiny-prod-cache", "cat", "/kept/thing"))
        .contains("precious");
    Awaiting.until(
        "the release serves again", SOON, () -> HostsInstallation.served(url(1)).equals(before));
  }

  @Test
  @Order(11)
  void whatIsDeclaredNoMoreGoesAndWhatItKeptStays() throws Exception {
    installation
        .tiny()
        .edit(
            "backline.yml",
            text ->
                text.replace(CACHE.indent(2), "").replace("exec 3<>/dev/tcp/cache/6379 && ", ""));
    String before = served();
    undone(deliver("smoke=failThroughTheEdge"));
    assertThat(served()).isEqualTo(before);
    for (TestHost host : installation.hosts()) {
      awaitWorkerOf(before, host);
      assertThat(running(host)).contains("tiny-prod-cache");
    }

    installation.succeeded(deliver("note=fourth"));

    for (TestHost host : installation.hosts()) {
      assertThat(running(host)).doesNotContain("tiny-prod-cache").contains("tiny-prod-worker");
      assertThat(host.run("docker", "volume", "ls", "--format", "{{.Name}}")).contains("kept");
    }
  }

  private static RunRecord deliver(String behaviour) throws Exception {
    installation.tiny().behaviour(behaviour).commit("Change " + ++changes);
    return installation.deploy(HostsInstallation.PROD);
  }

  private static RunRecord undone(RunRecord run) {
    assertThat(run.status()).as(installation.story(run)).isEqualTo(RunStatus.UNDONE);
    return run;
  }

  /** The names of the containers beside the releases that run. */
  private static List<String> running(TestHost host) {
    return host.run("docker", "ps", "--format", "{{.Names}}")
        .lines()
        .filter(name -> !name.endsWith("-web-blue") && !name.endsWith("-web-green"))
        .toList();
  }

  private static List<String> caches() {
    return installation.hosts().stream()
        .map(host -> host.run("docker", "inspect", "--format", "{{.Id}}", "tiny-prod-cache"))
        .toList();
  }

  private static void awaitWorkerOf(String release, TestHost host) {
    Awaiting.until(
        "a worker of " + release + " runs on " + host.name(),
        SOON,
        () ->
            running(host).contains("tiny-prod-worker")
                && host.run("docker", "logs", "tiny-prod-worker")
                    .endsWith("working for " + release + " as worker of prod\n"));
  }

  /** What both hosts serve. */
  private static String served() {
    String one = HostsInstallation.served(url(0));
    assertThat(HostsInstallation.served(url(1))).isEqualTo(one);
    return one;
  }

  private static String url(int host) {
    return installation.urlOf(installation.hosts().get(host));
  }
}
