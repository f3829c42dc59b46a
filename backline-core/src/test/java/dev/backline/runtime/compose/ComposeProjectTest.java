package dev.backline.runtime.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.config.Argv;
import dev.backline.config.DataSize;
import dev.backline.config.DatabasePlace;
import dev.backline.config.ImageName;
import dev.backline.config.LimitSpec;
import dev.backline.config.ServiceName;
import dev.backline.config.TaskName;
import dev.backline.config.VolumeMount;
import dev.backline.runtime.ReleaseRef;
import dev.backline.runtime.Slot;
import dev.backline.runtime.SlotState;
import dev.backline.runtime.SlotState.Desired;
import dev.backline.runtime.compose.BesideDeclarations.Serving;
import dev.backline.runtime.compose.SlotRecord.Started;
import dev.backline.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The project as text. docker-compose 1.29 itself is asked whether it takes it. {@code docker
 * compose} 2 has to take it where {@code ./prove newer} delivers; each key was looked up in the
 * Compose specification, which has no {@code version} and knows {@code container_name}, {@code
 * init}, {@code mem_limit}, {@code shm_size}, {@code ulimits}, {@code profiles} and {@code
 * external} with {@code name} as they are used here.
 */
class ComposeProjectTest {

  private static final ProjectName SHOP = new ProjectName("shop-prod");
  private static final String IMAGE = "sha256:" + "0a".repeat(32);

  @TempDir Path folder;

  @Test
  void releaseIsDeclaredWithAllThatItNeedsToComeBack() {
    assertThat(project(Beside.NOTHING).composeYaml())
        .isEqualTo(
            """
            # Written by Backline, which looks here for changes by hand before it writes again:
            # it tells of them, and keeps the changed file beside this one.
            # Images and ports are in .env, the releases' variables in blue.env and green.env.
            services:
              web-blue:
                image: "${BLUE_IMAGE}"
                container_name: shop-prod-web-blue
                init: true
                restart: unless-stopped
                logging:
                  driver: json-file
                  options:
                    max-size: "10m"
                    max-file: "3"
                entrypoint:
                  - "/app/run"
                  - "--price=$$5"
                  - "yes"
                  - "22:22"
                env_file:
                  - blue.env
                ports:
                  - "127.0.0.1:${BLUE_PORT}:${BLUE_PORT}"
                stop_grace_period: "10s"
                mem_limit: 268435456
                ulimits:
                  nofile:
                    soft: 1024
                    hard: 1024
                labels:
                  dev.backline.configuration: c1
                  dev.backline.digest: "sha256:0a1b"
                  dev.backline.launch: launch-1
                  dev.backline.port: "21801"
                  dev.backline.project: shop-prod
                  dev.backline.release: "v1$$x"
                  dev.backline.slot: blue
                  dev.backline.started: "2026-11-26T10:00:00Z"
                  org.opencontainers.image.version: "v1$$x"
            networks:
              default:
                external: true
                name: shop-prod
            """);
  }

  @Test
  void imagesAndPortsAreInTheEnvFile() {
    assertThat(project(Beside.NOTHING).env())
        .isEqualTo("COMPOSE_PROJECT_NAME=shop-prod\nBLUE_IMAGE=" + IMAGE + "\nBLUE_PORT=21801\n");
  }

  @Test
  void allThatCanBeDeclaredIsTakenByDockerCompose() throws Exception {
    ComposeProject project = project(everything());
    Files.writeString(folder.resolve("compose.yaml"), project.composeYaml());
    Files.writeString(folder.resolve(".env"), project.env());
    for (String file : List.of("blue.env", "service-database.env", "service-worker.env")) {
      Files.writeString(folder.resolve(file), "");
    }
    Files.writeString(folder.resolve("service-blue.env"), "");
    Files.writeString(folder.resolve("service-task_import.env"), "FROM=here\n");
    String taken = run("docker-compose", "config");
    assertThat(taken)
        .contains("image: " + IMAGE, "127.0.0.1:21801:21801/tcp", "--price=$$5", "- \"yes\"")
        .contains("FROM: here")
        .contains("127.0.0.1:5433:5432/tcp", "PGDATA: /var/lib/backline/data", "network_mode: host")
        .contains("database_data:/var/lib/backline:rw", "name: shop-prod_database_data")
        .contains("profiles:\n    - tasks");
  }

  @Test
  void databaseForOtherHostsIsPublishedOnTheLoopbackAddressToo() {
    BesideSpec shared =
        new BesideSpec(
            Optional.of(database(Optional.of("10.0.0.11"))), Optional.empty(), List.of(), Map.of());
    Beside beside = new BesideDeclarations(SHOP, shared, Optional.empty()).declared();
    assertThat(project(beside).composeYaml())
        .contains("127.0.0.1:${DATABASE_PORT}:5432", "10.0.0.11:${DATABASE_PORT}:5432");
  }

  @Test
  void accessoryNamedLikeASlotTakesNothingFromIt() {
    Beside beside = everything();
    assertThat(project(beside).env())
        .contains("\nBLUE_IMAGE=" + IMAGE + "\n", "\nSERVICE_BLUE_IMAGE=redis:7\n");
  }

  @Test
  void workerOfTheAppWaitsForItsFirstRelease() {
    Beside beside = new BesideDeclarations(SHOP, spec(), Optional.empty()).declared();
    assertThat(beside.services()).containsOnlyKeys("database", "edge", "blue");
  }

  @Test
  void declarationsAreReadBackAsTheyWereWritten() throws Exception {
    Beside beside = everything();
    Beside read = Beside.read(beside.json());
    assertThat(project(read).composeYaml()).isEqualTo(project(beside).composeYaml());
    assertThat(project(read).env()).isEqualTo(project(beside).env());
  }

  private static Beside everything() {
    return new BesideDeclarations(SHOP, spec(), Optional.of(new Serving(Slot.BLUE, IMAGE)))
        .declared();
  }

  private static BesideSpec spec() {
    return new BesideSpec(
        Optional.of(database(Optional.empty())),
        Optional.of(
            new BesideSpec.Edge(new ImageName("nginx:1"), List.of(), List.of("/opt/shop/edge"))),
        List.of(
            accessory("blue", Optional.of(new ImageName("redis:7"))),
            accessory("worker", Optional.empty())),
        Map.of(
            new TaskName("import"),
            new BesideSpec.Task(
                Argv.of("/app/import", "$all"), Map.of("FROM", Secret.of("here")))));
  }

  private static BesideSpec.Database database(Optional<String> listen) {
    return new BesideSpec.Database(
        new DatabasePlace.Container(
            new ImageName("postgres:16"),
            Optional.empty(),
            listen,
            5433,
            Optional.of(DataSize.parse("512MiB"))),
        Map.of("POSTGRES_PASSWORD", Secret.of("x")));
  }

  private static BesideSpec.Accessory accessory(String name, Optional<ImageName> image) {
    return new BesideSpec.Accessory(
        new ServiceName(name),
        image,
        Optional.of(Argv.of("/app/" + name)),
        Map.of(),
        List.of(VolumeMount.parse("data:/data")),
        Optional.empty());
  }

  private static ComposeProject project(Beside beside) {
    SlotState state =
        new SlotState(
            new ReleaseRef("sha256:0a1b", "v1$x", "c1"),
            "launch-1",
            Optional.empty(),
            21_801,
            Instant.parse("2026-11-26T10:00:00Z"),
            Optional.empty(),
            Desired.RUNNING);
    Started started =
        new Started(
            state,
            List.of("/app/run", "--price=$5", "yes", "22:22"),
            new LimitSpec(Optional.of(DataSize.parse("256MiB")), 1024));
    return new ComposeProject(
        SHOP,
        new SlotPorts(21_801, 21_802),
        Duration.ofSeconds(10),
        Map.of(Slot.BLUE, SlotRecord.prepared("sha256:0a1b", IMAGE).with(started)),
        beside);
  }

  private String run(String... argv) throws Exception {
    Process program =
        new ProcessBuilder(argv).directory(folder.toFile()).redirectErrorStream(true).start();
    program.getOutputStream().close();
    String said = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(program.exitValue()).as(said).isZero();
    return said;
  }
}
