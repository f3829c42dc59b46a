package dev.backline.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.backline.config.Argv;
import dev.backline.config.DataSize;
import dev.backline.config.HealthSpec;
import dev.backline.config.LimitSpec;
import dev.backline.failure.BacklineException;
import dev.backline.host.CommandOutput;
import dev.backline.host.CommandResult;
import dev.backline.host.detached.ProcessIdentity;
import dev.backline.host.detached.Processes;
import dev.backline.runtime.EnvironmentFolder;
import dev.backline.runtime.Launch;
import dev.backline.runtime.ReleaseCommand;
import dev.backline.runtime.ReleaseContent;
import dev.backline.runtime.Slot;
import dev.backline.runtime.SlotState;
import dev.backline.runtime.SlotStatus;
import dev.backline.secret.Masker;
import dev.backline.secret.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is special to releases that are processes of this machine. */
@Timeout(60)
class ProcessRuntimeTest extends BlueSlot {

  @Test
  void releaseHasASessionOfItsOwn() throws Exception {
    startHealthy();
    long pid = process().pid();
    assertThat(Processes.entry(pid).orElseThrow().leadsSession()).isTrue();
  }

  @Test
  void releaseThatTakesItsTimeToStopIsGivenIt() throws Exception {
    long took = timeToStop("slow-stop", Duration.ofSeconds(20));
    assertThat(took).isBetween(650L, 10_000L);
  }

  @Test
  void releaseThatIgnoresTheRequestToStopIsKilledAfterItsGrace() throws Exception {
    long took = timeToStop("ignores-stop", Duration.ofMillis(800));
    assertThat(took).isBetween(800L, 5_000L);
  }

  @Test
  void childInASessionOfItsOwnIsEndedToo() throws Exception {
    runtime.start(Slot.BLUE, sample("child"), FENCE);
    SlotState state = runtime.awaitHealthy(Slot.BLUE, CHECK, FENCE).state();
    var members =
        new SlotProcess("app/test/blue", new SlotFolder(folder.resolve("slots/blue")))
            .group(state)
            .members();
    assertThat(members).hasSize(2);
    runtime.stop(Slot.BLUE, Duration.ofSeconds(5), FENCE);
    assertThat(members).noneMatch(Processes::alive);
  }

  @Test
  void memoryHogIsStoppedAtItsLimit() throws Exception {
    DataSize limit = DataSize.parse("300MB");
    runtime.start(
        Slot.BLUE, sample(new LimitSpec(Optional.of(limit), 1024), Map.of(), "normal"), FENCE);
    SlotState state = runtime.awaitHealthy(Slot.BLUE, CHECK, FENCE).state();
    assertThat(Integer.parseInt(get(state, "/hog"))).isBetween(16, 299);
  }

  @Test
  void releaseWithoutAMemoryLimitGetsWhatItAsksFor() throws Exception {
    assertThat(get(startHealthy(), "/hog")).isEqualTo("1024");
  }

  @Test
  void openFilesAreLimited() throws Exception {
    runtime.start(
        Slot.BLUE, sample(new LimitSpec(Optional.empty(), 128), Map.of(), "normal"), FENCE);
    SlotState state = runtime.awaitHealthy(Slot.BLUE, CHECK, FENCE).state();
    assertThat(Integer.parseInt(get(state, "/files"))).isBetween(50, 128);
  }

  @Test
  void secretReachesTheReleaseButNoFileAndNoArgument() throws Exception {
    String value = "open-sesame-4711";
    runtime.start(Slot.BLUE, sample(NO_LIMITS, Map.of("KEY", Secret.of(value)), "normal"), FENCE);
    SlotState state = runtime.awaitHealthy(Slot.BLUE, CHECK, FENCE).state();
    assertThat(get(state, "/env/KEY")).isEqualTo(value);
    assertThat(Files.readString(Path.of("/proc/" + process().pid() + "/cmdline")))
        .doesNotContain(value);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file)).doesNotContain(value);
      }
    }
  }

  @Test
  void releaseGetsNothingElseOfOurEnvironment() throws Exception {
    SlotState state = startHealthy();
    assertThat(Processes.environment(process().pid()).keySet())
        .allMatch(name ->
            name.startsWith("BACKLINE_")
                || dev.backline.host.local.LocalHost.inheritedEnvironment().containsKey(name));
    assertThat(state.port()).isPositive();
  }

  @Test
  void secretInTheLastWordsIsMasked() throws Exception {
    runtime =
        new ProcessRuntime(
            new EnvironmentFolder("app/test", folder),
            new Masker(List.of(Secret.of("the moon"))),
            Clock.systemUTC());
    runtime.start(Slot.BLUE, sample("exits"), FENCE);
    assertThatThrownBy(() -> runtime.awaitHealthy(Slot.BLUE, CHECK, FENCE))
        .hasMessageContaining("cannot find ••••");
  }

  @Test
  void anotherPortIsTriedWhenTheChosenOneIsTakenMeanwhile() throws Exception {
    List<ServerSocket> occupied = new ArrayList<>();
    Launch robbed =
        new Launch(
            V1,
            port -> {
              if (occupied.isEmpty()) {
                occupied.add(occupy(port));
              }
              return sample("normal").command().apply(port);
            },
            NO_LIMITS);
    SlotState first = runtime.start(Slot.BLUE, robbed, FENCE);
    try (ServerSocket _ = occupied.getFirst()) {
      SlotState healthy = runtime.awaitHealthy(Slot.BLUE, CHECK, FENCE).state();
      assertThat(healthy.port()).isNotEqualTo(first.port());
      assertThat(runtime.status(Slot.BLUE)).isEqualTo(new SlotStatus.Running(healthy));
    }
  }

  @Test
  void answerOfAnotherProgramOnThePortIsNotBelieved() throws Exception {
    List<HttpServer> impostor = new ArrayList<>();
    Launch silent =
        new Launch(
            V1,
            port -> {
              impostor.add(serve(port));
              return new ReleaseCommand(Argv.of("sleep", "60"), Map.of());
            },
            NO_LIMITS);
    runtime.start(Slot.BLUE, silent, FENCE);
    try {
      HealthSpec soon =
          new HealthSpec(CHECK.path(), 200, CHECK.interval(), Duration.ofSeconds(1), Duration.ZERO);
      assertThatThrownBy(() -> runtime.awaitHealthy(Slot.BLUE, soon, FENCE))
          .isInstanceOf(BacklineException.class)
          .hasMessageContaining("answered by another program");
    } finally {
      impostor.getFirst().stop(0);
    }
  }

  @Test
  void programThatDoesNotExistFailsTheStart() {
    Launch missing =
        new Launch(V1, port -> new ReleaseCommand(Argv.of("no-such-program"), Map.of()), NO_LIMITS);
    assertThatThrownBy(() -> runtime.start(Slot.BLUE, missing, FENCE))
        .isInstanceOf(BacklineException.class)
        .hasMessageContaining("no program of that name");
    assertThat(runtime.status(Slot.BLUE)).isInstanceOf(SlotStatus.Stopped.class);
  }

  @Test
  void interruptEndsTheWaitForHealth() throws Exception {
    runtime.start(Slot.BLUE, sample("never-healthy"), FENCE);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> runtime.awaitHealthy(Slot.BLUE, CHECK, FENCE))
        .isInstanceOf(InterruptedException.class);
  }

  @Test
  void aLogThatHasGrownLargeIsCutWhileTheReleaseWritesOn() throws Exception {
    startHealthy();
    Path log = new SlotFolder(folder.resolve("slots/blue")).log().path();
    try (FileChannel channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[] {'\n'}), 10_000_001);
    }
    runtime.rotateLogs();
    assertThat(Files.size(log)).isLessThan(10_000);
    assertThat(log.resolveSibling("release.log.1")).exists();
  }

  @Test
  void filesOfTheSameDigestAreNotUnpackedAgain() throws Exception {
    String digest = "sha256:3c";
    runtime.prepare(Slot.GREEN, digest, new ReleaseContent.Bundle(into -> {}), FENCE);
    ReleaseContent again =
        new ReleaseContent.Bundle(into -> {
          throw new AssertionError("unpacked again");
        });
    runtime.prepare(Slot.GREEN, digest, again, FENCE);
    assertThat(runtime.status(Slot.GREEN)).isEqualTo(new SlotStatus.Prepared(digest));
  }

  @Test
  void aSlotForProcessesTakesNoImage() {
    ReleaseContent image = new ReleaseContent.Image("registry.test/app@sha256:4d");
    assertThatThrownBy(() -> runtime.prepare(Slot.GREEN, "sha256:4d", image, FENCE))
        .isInstanceOf(BacklineException.class)
        .hasMessageContaining("releases are processes");
    assertThat(runtime.status(Slot.GREEN)).isEqualTo(new SlotStatus.Empty());
  }

  @Test
  void halfUnpackedFilesDoNotCountAndAreUnpackedAnew() throws Exception {
    String digest = "sha256:1b";
    assertThatThrownBy(() ->
            runtime.prepare(
                Slot.GREEN,
                digest,
                new ReleaseContent.Bundle(into -> {
                  Files.writeString(into.resolve("half"), "");
                  throw new IOException("disk full");
                }),
                FENCE))
        .isInstanceOf(BacklineException.class)
        .hasMessageContaining("disk full");
    assertThat(runtime.status(Slot.GREEN)).isEqualTo(new SlotStatus.Empty());
    runtime.prepare(
        Slot.GREEN,
        digest,
        new ReleaseContent.Bundle(into -> assertThat(into).isEmptyDirectory()),
        FENCE);
    assertThat(runtime.status(Slot.GREEN)).isEqualTo(new SlotStatus.Prepared(digest));
  }

  @Test
  void commandRunsInTheFilesOfTheRelease() throws Exception {
    runtime.prepare(
        Slot.BLUE,
        "sha256:2c",
        new ReleaseContent.Bundle(into -> Files.writeString(into.resolve("a"), "")),
        FENCE);
    CommandResult result = run(Argv.of("ls"));
    assertThat(result.stdout()).containsExactly("a");
  }

  @Test
  void commandWhoseCallerDiedIsEndedBeforeTheNext() throws Exception {
    var task = new SlotProcess("app/test/blue", new SlotFolder(folder.resolve("slots/blue")));
    ProcessBuilder orphan = new ProcessBuilder("sleep", "60");
    orphan.environment().putAll(task.taskMarker("1").variables());
    Process left = orphan.start();
    run(Argv.of("true"));
    assertThat(left.waitFor()).isEqualTo(128 + 15);
  }

  @Test
  void visitorSeesTheFilesAndVariablesOfTheReleaseThatRuns() throws Exception {
    SlotState state = startHealthy();
    List<String> said = Collections.synchronizedList(new ArrayList<>());
    CommandResult result =
        visit(
            new CommandOutput() {
              @Override
              public void line(String text) {
                said.add("out " + text);
              }

              @Override
              public void errorLine(String text) {
                said.add("err " + text);
              }
            },
            "echo \"$KEY $PORT $(pwd)\"; echo oh >&2; exit 7");
    Path files = folder.resolve("slots/blue/files/sha256=0a");
    assertThat(result.status()).isEqualTo(7);
    assertThat(said)
        .containsExactlyInAnyOrder("out sesame " + state.port() + " " + files, "err oh");
    assertThat(running()).isEqualTo(state);
  }

  @Test
  void whatAVisitorLeavesRunningIsEnded() throws Exception {
    startHealthy();
    CommandResult result =
        visit(CommandOutput.ignored(), "setsid sleep 60 >/dev/null 2>&1 & echo $!");
    long left = Long.parseLong(result.stdout().getFirst());
    assertThat(Processes.entry(left)).isEmpty();
  }

  @Test
  void visitorWhoseCallerWasKilledEndsWithTheRelease() throws Exception {
    startHealthy();
    var slot = new SlotProcess("app/test/blue", new SlotFolder(folder.resolve("slots/blue")));
    ProcessBuilder orphan = new ProcessBuilder("sleep", "60");
    orphan.environment().putAll(slot.visitorMarker("1").variables());
    Process left = orphan.start();
    assertThat(runtime.status(Slot.BLUE)).isInstanceOf(SlotStatus.Running.class);
    runtime.stop(Slot.BLUE, Duration.ofSeconds(5), FENCE);
    assertThat(left.waitFor()).isEqualTo(128 + 15);
  }

  @Test
  void nobodyVisitsAReleaseThatDoesNotRun() {
    assertThatThrownBy(() -> visit(CommandOutput.ignored(), "true"))
        .isInstanceOf(BacklineException.class)
        .hasMessageContaining("its release does not run");
  }

  private CommandResult visit(CommandOutput output, String script) throws InterruptedException {
    return runtime.exec(
        Slot.BLUE,
        Argv.of("sh", "-c", script),
        port -> Map.of("KEY", Secret.of("sesame"), "PORT", Secret.of(Integer.toString(port))),
        Duration.ofSeconds(30),
        output);
  }

  private CommandResult run(Argv command) throws InterruptedException {
    return runtime.run(
        Slot.BLUE,
        new ReleaseCommand(command, Map.of()),
        Duration.ofSeconds(10),
        CommandOutput.ignored(),
        FENCE);
  }

  private long timeToStop(String mode, Duration grace) throws Exception {
    runtime.start(Slot.BLUE, sample(mode), FENCE);
    ProcessIdentity process =
        runtime.awaitHealthy(Slot.BLUE, CHECK, FENCE).state().process().orElseThrow();
    long begin = System.nanoTime();
    runtime.stop(Slot.BLUE, grace, FENCE);
    assertThat(Processes.alive(process)).isFalse();
    return Duration.ofNanos(System.nanoTime() - begin).toMillis();
  }

  private static String get(SlotState state, String path) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI uri = URI.create("http://127.0.0.1:" + state.port() + path);
      return client
          .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }

  private static ServerSocket occupy(int port) {
    try {
      return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static HttpServer serve(int port) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 5);
      server.createContext(
          "/",
          exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
          });
      server.start();
      return server;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
