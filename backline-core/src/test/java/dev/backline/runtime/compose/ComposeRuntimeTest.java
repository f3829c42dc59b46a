package dev.backline.runtime.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backline.config.Argv;
import dev.backline.config.DataSize;
import dev.backline.config.HealthSpec;
import dev.backline.config.HostName;
import dev.backline.config.HttpPath;
import dev.backline.config.LimitSpec;
import dev.backline.failure.BacklineException;
import dev.backline.host.CommandOutput;
import dev.backline.host.CommandResult;
import dev.backline.host.Fence;
import dev.backline.host.HostCommand;
import dev.backline.host.local.LocalHost;
import dev.backline.runtime.Launch;
import dev.backline.runtime.ReleaseCommand;
import dev.backline.runtime.ReleaseContent;
import dev.backline.runtime.ReleaseRef;
import dev.backline.runtime.ReleaseRuntimeContract.Behaviour;
import dev.backline.runtime.Slot;
import dev.backline.runtime.SlotState;
import dev.backline.runtime.SlotStatus;
import dev.backline.secret.Secret;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Releases in real containers of a real host, on its bad days too. */
@Timeout(240)
class ComposeRuntimeTest {

  private static final Fence FENCE = new Fence(1);
  private static final ReleaseRef V1 = new ReleaseRef("sha256:0a", "v1", "c1");
  private static final ReleaseRef V2 = new ReleaseRef("sha256:0b", "v2", "c1");
  private static final String BLUE = "shop-prod-web-blue";
  private static final HealthSpec CHECK =
      new HealthSpec(
          new HttpPath("/health"),
          200,
          Duration.ofMillis(50),
          Duration.ofSeconds(60),
          Duration.ZERO);

  @TempDir static Path shared;
  private static DockerHost docker;

  @TempDir Path folder;
  private Path directory;
  private ComposePlace place;
  private ComposeRuntime runtime;

  @BeforeAll
  static void startHost() throws Exception {
    docker = DockerHost.start(shared, "web-1");
  }

  @AfterAll
  static void stopHost() {
    docker.close();
  }

  @BeforeEach
  void create() throws Exception {
    directory = folder.resolve("project");
    place = DockerHost.place(directory, "shop-prod");
    runtime = docker.runtime(place);
    docker.notices.clear();
  }

  @AfterEach
  void clear() {
    docker.clear();
  }

  @Test
  void containerSeesItsVariablesAsTheyWereMeant() throws Exception {
    Map<String, Secret> variables =
        Map.of(
            "PASSWORD", DockerHost.PASSWORD,
            "PRICE", Secret.of("$5 # \"net\""),
            "KEY", Secret.of("-----BEGIN\na b\n-----END"),
            "NAME", Secret.of("O'Hara\\n"));
    prepare(Slot.BLUE, V1);
    runtime.start(Slot.BLUE, SampleRelease.launch(V1, variables, SampleRelease.NORMAL), FENCE);
    List<String> seen =
        List.of(
            docker.engine().docker("exec", BLUE, "/bin/cat", "/proc/1/environ").split("\0", -1));
    assertThat(seen)
        .contains(
            "PASSWORD=open-sesame",
            "PRICE=$5 # \"net\"",
            "KEY=-----BEGIN\na b\n-----END",
            "NAME=O'Hara\\n");
  }

  @Test
  void onlyFilesOfVariablesHoldSecretsAndOnlyTheirOwnerReadsThem() throws Exception {
    Map<String, Secret> variables = Map.of("PASSWORD", DockerHost.PASSWORD);
    prepare(Slot.BLUE, V1);
    runtime.start(Slot.BLUE, SampleRelease.launch(V1, variables, SampleRelease.NORMAL), FENCE);
    try (var files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        boolean holds = Files.readString(file).contains(DockerHost.PASSWORD.reveal());
        assertThat(holds).as("" + file).isEqualTo(file.endsWith("blue.env"));
        if (file.getFileName().toString().endsWith(".env")) {
          assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
              .as("" + file)
              .isEqualTo("rw-------");
        }
      }
    }
    assertThat(directory.resolve(".env")).exists();
  }

  @Test
  void engineHoldsTheContainerToItsLimits() throws Exception {
    Launch asked = SampleRelease.launch(V1, Map.of(), SampleRelease.NORMAL);
    LimitSpec limits = new LimitSpec(Optional.of(DataSize.parse("64MB")), 512);
    prepare(Slot.BLUE, V1);
    runtime.start(Slot.BLUE, new Launch(asked.release(), asked.command(), limits), FENCE);

    assertThat(
            docker
                .engine()
                .docker(
                    "inspect",
                    "--format",
                    "{{.HostConfig.Memory}} {{(index .HostConfig.Ulimits 0).Hard}}"
                        + " {{.HostConfig.LogConfig.Config}}",
                    BLUE))
        .isEqualTo(64_000_000 + " 512 map[max-file:3 max-size:10m]");
    assertThat(docker.engine().docker("exec", BLUE, "/bin/sh", "-c", "ulimit -n")).isEqualTo("512");
  }

  @Test
  void commandGetsItsVariablesAndTellsHowItEnded() throws Exception {
    prepare(Slot.BLUE, V1);
    Map<String, Secret> variables =
        Map.of(
            "PATH", Secret.of("/nowhere"),
            "DOCKER_HOST", Secret.of("tcp://nowhere"),
            "KEY", Secret.of("a\nb"));
    CommandResult result =
        runtime.run(
            Slot.BLUE,
            new ReleaseCommand(
                Argv.of(
                    "/bin/sh",
                    "-c",
                    "echo \"$PATH $DOCKER_HOST\"; echo \"$KEY\"; echo oh >&2; exit 9"),
                variables),
            Duration.ofSeconds(60),
            CommandOutput.ignored(),
            FENCE);
    assertThat(result.stdout()).containsExactly("/nowhere tcp://nowhere", "a", "b");
    assertThat(result.stderr()).containsExactly("oh");
    assertThat(result.status()).isEqualTo(9);
    assertThat(docker.engine().docker("ps", "--all", "--quiet")).isEmpty();
  }

  @Test
  void commandThatTakesTooLongLeavesNothingRunning() throws Exception {
    prepare(Slot.BLUE, V1);
    CommandResult result =
        runtime.run(
            Slot.BLUE,
            new ReleaseCommand(Argv.of("/bin/sleep", "600"), Map.of()),
            Duration.ofSeconds(3),
            CommandOutput.ignored(),
            FENCE);
    assertThat(result.timedOut()).isTrue();
    assertThat(docker.engine().docker("ps", "--all", "--quiet")).isEmpty();
  }

  @Test
  void portThatIsTakenFailsTheStartAndSaysSo() throws Exception {
    prepare(Slot.BLUE, V1);
    try (ServerSocket taken =
        new ServerSocket(place.ports().blue(), 1, InetAddress.getLoopbackAddress())) {
      assertThat(taken.isBound()).isTrue();
      assertThatThrownBy(
              () -> runtime.start(Slot.BLUE, SampleRelease.launch(V1, Behaviour.NORMAL), FENCE))
          .isInstanceOf(BacklineException.class)
          .hasMessageContaining("address already in use");
    }
    assertThat(runtime.status(Slot.BLUE)).isInstanceOf(SlotStatus.Stopped.class);
    startHealthy(Slot.BLUE, V1);
  }

  @Test
  void containerIsFoundEvenIfNothingIsWrittenOfIt() throws Exception {
    SlotState state = startHealthy(Slot.BLUE, V1);
    assertThat(
            docker
                .engine()
                .docker(
                    "ps",
                    "--filter",
                    "label=org.opencontainers.image.version=" + V1.label(),
                    "--format",
                    "{{.Names}}"))
        .isEqualTo(BLUE);
    Files.delete(directory.resolve("state/blue.json"));
    assertThat(docker.runtime(place).status(Slot.BLUE))
        .isInstanceOfSatisfying(
            SlotStatus.Running.class,
            running -> {
              assertThat(running.state().release()).isEqualTo(V1);
              assertThat(running.state().launchId()).isEqualTo(state.launchId());
              assertThat(running.state().runsAs()).isEqualTo(state.runsAs());
              assertThat(running.state().port()).isEqualTo(state.port());
            });
  }

  @Test
  void afterAPowerCutTheSlotThatRanRunsAndTheOtherDoesNot() throws Exception {
    startHealthy(Slot.BLUE, V1);
    startHealthy(Slot.GREEN, V2);
    runtime.stop(Slot.BLUE, Duration.ofSeconds(5), FENCE);
    docker.engine().stop();
    docker.engine().start();
    assertThat(runtime.awaitHealthy(Slot.GREEN, CHECK, FENCE).state().release()).isEqualTo(V2);
    assertThat(runtime.status(Slot.BLUE)).isInstanceOf(SlotStatus.Stopped.class);
  }

  @Test
  void engineThatIsDownIsToldAndNotTakenForAnEmptySlot() throws Exception {
    startHealthy(Slot.BLUE, V1);
    docker.engine().stop();
    try {
      assertThatThrownBy(() -> runtime.status(Slot.BLUE))
          .isInstanceOf(BacklineException.class)
          .hasMessageContaining("looking at container " + BLUE + " on web-1");
    } finally {
      docker.engine().start();
    }
  }

  @Test
  void changedFileIsToldAndKeptBesideTheNewOne() throws Exception {
    startHealthy(Slot.BLUE, V1);
    Path file = directory.resolve("compose.yaml");
    String ours = Files.readString(file);
    Files.writeString(file, ours + "# mine\n");
    assertThat(docker.notices).isEmpty();
    startHealthy(Slot.GREEN, V2);
    assertThat(docker.notices).hasSize(1);
    assertThat(docker.notices.getFirst()).contains("compose.yaml on web-1 was changed by hand");
    try (var files = Files.list(directory)) {
      Path kept =
          files
              .filter(path -> path.getFileName().toString().startsWith("compose.yaml.by-hand-"))
              .findFirst()
              .orElseThrow();
      assertThat(kept).hasContent(ours + "# mine\n");
    }
    assertThat(Files.readString(file)).contains("web-green").doesNotContain("# mine");
  }

  @Test
  void strangeContainerInTheSlotsPlaceIsReplaced() throws Exception {
    docker.engine().docker("create", "--name", BLUE, docker.image(), "/bin/true");
    assertThat(runtime.status(Slot.BLUE)).isEqualTo(new SlotStatus.Empty());
    startHealthy(Slot.BLUE, V1);
    assertThat(docker.engine().docker("inspect", "--format", "{{.Path}}", BLUE))
        .doesNotContain("/bin/true");
  }

  @Test
  void projectWorksByHandWithBacklineGone() throws Exception {
    SlotState state = startHealthy(Slot.BLUE, V1);
    byHand("docker-compose", "up", "-d");
    assertThat(runtime.status(Slot.BLUE)).isEqualTo(new SlotStatus.Running(state));
    byHand("docker-compose", "stop");
    assertThat(runtime.status(Slot.BLUE)).isInstanceOf(SlotStatus.Dead.class);
    byHand("docker-compose", "down");
    byHand("docker-compose", "up", "-d");
    assertThat(runtime.awaitHealthy(Slot.BLUE, CHECK, FENCE).state().release()).isEqualTo(V1);
  }

  @Test
  void ofAnImageThatHostsKnowByDifferentNamesItIsTheOneOfThisHost() throws Exception {
    ReleaseContent images =
        new ReleaseContent.Images(
            Map.of(
                new HostName("web-1"),
                new ReleaseContent.Image(docker.image()),
                new HostName("web-2"),
                new ReleaseContent.Image("sha256:" + "0a".repeat(32))));

    runtime.prepare(Slot.BLUE, V1.digest(), images, FENCE);

    runtime.start(Slot.BLUE, SampleRelease.launch(V1, Behaviour.NORMAL), FENCE);
    assertThat(runtime.awaitHealthy(Slot.BLUE, CHECK, FENCE).state().release()).isEqualTo(V1);
  }

  private void byHand(String... argv) throws InterruptedException {
    Map<String, Secret> variables = new HashMap<>();
    docker.engine().variables().forEach((name, value) -> variables.put(name, Secret.of(value)));
    CommandResult result = new LocalHost().run(HostCommand.of(argv).in(directory).with(variables));
    assertThat(result.succeeded()).as("" + result.stderr()).isTrue();
  }

  private void prepare(Slot slot, ReleaseRef release) throws InterruptedException {
    runtime.prepare(slot, release.digest(), new ReleaseContent.Image(docker.image()), FENCE);
  }

  private SlotState startHealthy(Slot slot, ReleaseRef release) throws InterruptedException {
    prepare(slot, release);
    runtime.start(slot, SampleRelease.launch(release, Behaviour.NORMAL), FENCE);
    return runtime.awaitHealthy(slot, CHECK, FENCE).state();
  }
}
