package dev.backline.runtime.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.config.Argv;
import dev.backline.config.DatabasePlace;
import dev.backline.config.ImageName;
import dev.backline.config.ServiceName;
import dev.backline.config.VolumeMount;
import dev.backline.host.Fence;
import dev.backline.runtime.ReleaseContent;
import dev.backline.runtime.ReleaseRef;
import dev.backline.runtime.ReleaseRuntimeContract.Behaviour;
import dev.backline.runtime.Slot;
import dev.backline.secret.Secret;
import dev.backline.testing.FreePort;
import dev.backline.testing.TinyImage;
import dev.backline.testing.Waiting;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Database and accessories in real containers; the tests' tiny image stands in for theirs. */
@Timeout(240)
class BesideReleasesTest {

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Fence FENCE = new Fence(1);
  private static final ReleaseRef V1 = new ReleaseRef("sha256:0a", "v1", "c1");
  private static final String DATABASE = "shop-prod-database";
  private static final String WORKER = "shop-prod-worker";

  @TempDir static Path shared;
  private static DockerHost docker;

  @TempDir Path folder;

  @BeforeAll
  static void startHost() throws Exception {
    docker = DockerHost.start(shared, "web-1");
  }

  @AfterAll
  static void stopHost() {
    docker.close();
  }

  @Test
  void databaseKeepsItsContainerUntilAskedAndAccessoriesFollowTheirDeclaration() throws Exception {
    ComposePlace place = DockerHost.place(folder.resolve("project"), "shop-prod");
    BesideReleases beside = of(place);
    ComposeRuntime runtime = docker.runtime(place);
    runtime.prepare(Slot.BLUE, V1.digest(), new ReleaseContent.Image(docker.image()), FENCE);
    runtime.start(Slot.BLUE, SampleRelease.launch(V1, Behaviour.NORMAL), FENCE);
    int port = FreePort.any();
    beside.ensure(spec(port, "one"), Optional.of(Slot.BLUE), FENCE);
    String database = id(DATABASE);
    String worker = id(WORKER);
    assertThat(environment(DATABASE))
        .contains("POSTGRES_PASSWORD=one", "PGDATA=/var/lib/backline/data");

    beside.ensure(spec(port, "two"), Optional.of(Slot.BLUE), FENCE);
    assertThat(id(DATABASE)).isEqualTo(database);
    assertThat(id(WORKER)).isNotEqualTo(worker);
    assertThat(environment(WORKER)).contains("QUEUE=two");

    beside.recreateDatabase(FENCE);
    assertThat(id(DATABASE)).isNotEqualTo(database);
    assertThat(environment(DATABASE)).contains("POSTGRES_PASSWORD=two");

    BesideSpec none =
        new BesideSpec(spec(port, "two").database(), Optional.empty(), List.of(), Map.of());
    beside.ensure(none, Optional.of(Slot.BLUE), FENCE);
    assertThat(
            docker
                .engine()
                .docker("ps", "--all", "--filter", "name=shop-prod", "--format", "{{.Names}}")
                .lines())
        .containsExactlyInAnyOrder(DATABASE, "shop-prod-web-blue");
    assertThat(docker.engine().docker("volume", "ls", "--quiet").lines())
        .contains("shop-prod_database_data", "shop-prod_queue");
  }

  @Test
  void whatHasAnImageOfItsOwnIsAddedAndWhatRunsStaysAsItIs() throws Exception {
    BesideReleases beside = of(DockerHost.place(folder.resolve("project"), "desk-prod"));
    beside.add(List.of(cache("one")), FENCE);
    String cache = id("desk-prod-cache");
    assertThat(environment("desk-prod-cache")).contains("SIZE=one");

    beside.add(List.of(cache("two")), FENCE);
    assertThat(id("desk-prod-cache")).isEqualTo(cache);

    docker.engine().docker("stop", "desk-prod-cache");
    beside.add(List.of(cache("two")), FENCE);
    assertThat(id("desk-prod-cache")).isEqualTo(cache);
    assertThat(running()).contains("desk-prod-cache");
  }

  @Test
  void whatIsStoppedStaysStoppedUntilItIsStartedAgain() throws Exception {
    BesideReleases beside = of(DockerHost.place(folder.resolve("project"), "tool-prod"));
    BesideSpec spec =
        new BesideSpec(Optional.empty(), Optional.empty(), List.of(cache("one")), Map.of());
    beside.ensure(spec, Optional.empty(), FENCE);
    assertThat(running()).contains("tool-prod-cache");

    beside.stop(List.of(new ServiceName("cache")), Duration.ofSeconds(5), FENCE);
    assertThat(running()).doesNotContain("tool-prod-cache");

    beside.ensure(spec, Optional.empty(), FENCE);
    assertThat(running()).contains("tool-prod-cache");
  }

  @Test
  void whatEndedIsTroubleAndWhatWasStartedAgainIsWhereItIsAsOldAsTheRelease() throws Exception {
    BesideReleases beside = of(DockerHost.place(folder.resolve("project"), "lamp-prod"));
    ServiceName cache = new ServiceName("cache");
    ServiceName other = new ServiceName("other");
    beside.add(List.of(cache("one")), FENCE);
    assertThat(beside.troubles(List.of(cache), Set.of(cache))).isEmpty();
    assertThat(beside.troubles(List.of(cache, other), Set.of()))
        .containsExactly("other has no container");

    ServiceName brief = new ServiceName("brief");
    beside.add(List.of(accessory("brief", Argv.of("/bin/sleep", "4"))), FENCE);
    assertThat(Waiting.until(LIMIT, () -> restarts("lamp-prod-brief").equals("1"))).isTrue();
    assertThat(beside.troubles(List.of(brief), Set.of()))
        .as("it runs, and may have ended long before the release came")
        .isEmpty();
    assertThat(beside.troubles(List.of(cache, brief), Set.of(cache, brief)))
        .containsExactly("brief ended and was started again, 1 times so far, last with status 0");

    docker.engine().docker("stop", "lamp-prod-cache");
    assertThat(beside.troubles(List.of(cache), Set.of()))
        .singleElement()
        .asString()
        .startsWith("cache does not run; it ended with status ");
  }

  @Test
  void whatWasOnlyTriedGoesWithItsVolumesAndCanBeTriedAgain() throws Exception {
    BesideReleases beside =
        of(DockerHost.place(folder.resolve("project"), "sofa-prod").rehearsal(Optional.empty()));
    BesideSpec.Accessory kept =
        new BesideSpec.Accessory(
            new ServiceName("cache"),
            Optional.of(new ImageName(TinyImage.REFERENCE)),
            Optional.empty(),
            Map.of(),
            List.of(VolumeMount.parse("kept:/kept")),
            Optional.empty());
    for (int time = 0; time < 2; time++) {
      beside.add(List.of(kept), FENCE);
      assertThat(running()).contains("sofa-prod_rehearsal-cache");
      assertThat(all("volume")).contains("sofa-prod_rehearsal_kept");

      beside.clear(FENCE);
      beside.clear(FENCE);
      assertThat(running()).noneMatch(name -> name.startsWith("sofa-prod"));
      assertThat(all("volume")).noneMatch(name -> name.startsWith("sofa-prod"));
      assertThat(all("network")).noneMatch(name -> name.startsWith("sofa-prod"));
    }
  }

  private static List<String> all(String kind) {
    return docker.engine().docker(kind, "ls", "--format", "{{.Name}}").lines().toList();
  }

  private static String restarts(String container) {
    return docker.engine().docker("inspect", "--format", "{{.RestartCount}}", container).strip();
  }

  private static BesideReleases of(ComposePlace place) {
    return new BesideReleases(docker.host(), place, Clock.systemUTC(), docker.notices::add);
  }

  private static BesideSpec.Accessory accessory(String name, Argv command) {
    return new BesideSpec.Accessory(
        new ServiceName(name),
        Optional.of(new ImageName(TinyImage.REFERENCE)),
        Optional.of(command),
        Map.of(),
        List.of(),
        Optional.empty());
  }

  private static BesideSpec.Accessory cache(String size) {
    return new BesideSpec.Accessory(
        new ServiceName("cache"),
        Optional.of(new ImageName(TinyImage.REFERENCE)),
        Optional.empty(),
        Map.of("SIZE", Secret.of(size)),
        List.of(),
        Optional.empty());
  }

  private static List<String> running() {
    return docker.engine().docker("ps", "--format", "{{.Names}}").lines().toList();
  }

  private static BesideSpec spec(int port, String value) {
    return new BesideSpec(
        Optional.of(
            new BesideSpec.Database(
                new DatabasePlace.Container(
                    new ImageName(TinyImage.REFERENCE),
                    Optional.empty(),
                    Optional.empty(),
                    port,
                    Optional.empty()),
                Map.of("POSTGRES_PASSWORD", Secret.of(value)))),
        Optional.empty(),
        List.of(
            new BesideSpec.Accessory(
                new ServiceName("worker"),
                Optional.empty(),
                Optional.of(Argv.of("/bin/sleep", "600")),
                Map.of("QUEUE", Secret.of(value)),
                List.of(VolumeMount.parse("queue:/queue")),
                Optional.empty())),
        Map.of());
  }

  private static String id(String container) {
    return docker.engine().docker("inspect", "--format", "{{.Id}}", container);
  }

  private static List<String> environment(String container) {
    return List.of(
        docker
            .engine()
            .docker("inspect", "--format", "{{range .Config.Env}}{{println .}}{{end}}", container)
            .split("\n", -1));
  }
}
