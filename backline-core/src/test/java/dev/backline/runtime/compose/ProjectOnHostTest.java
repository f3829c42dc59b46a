package dev.backline.runtime.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backline.config.Argv;
import dev.backline.config.HealthSpec;
import dev.backline.config.HttpPath;
import dev.backline.failure.BacklineException;
import dev.backline.host.CommandOutput;
import dev.backline.host.CommandResult;
import dev.backline.host.Fence;
import dev.backline.runtime.ReleaseContent;
import dev.backline.runtime.ReleaseRef;
import dev.backline.runtime.Slot;
import dev.backline.secret.Masker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Somebody looks into a real release of a real host. */
@Timeout(240)
class ProjectOnHostTest {

  private static final Fence FENCE = new Fence(1);
  private static final ReleaseRef V1 = new ReleaseRef("sha256:0a", "v1", "c1");
  private static final Duration LIMIT = Duration.ofSeconds(60);
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
  private static ProjectOnHost project;

  @BeforeAll
  static void startRelease() throws Exception {
    docker = DockerHost.start(shared, "web-1");
    ComposePlace place = DockerHost.place(shared.resolve("project"), "shop-prod");
    ComposeRuntime runtime = docker.runtime(place);
    runtime.prepare(Slot.BLUE, V1.digest(), new ReleaseContent.Image(docker.image()), FENCE);
    runtime.start(
        Slot.BLUE,
        SampleRelease.launch(
            V1,
            Map.of("PASSWORD", DockerHost.PASSWORD),
            "echo \"the password is $PASSWORD\"; echo ready; " + SampleRelease.NORMAL),
        FENCE);
    runtime.awaitHealthy(Slot.BLUE, CHECK, FENCE);
    project = new ProjectOnHost(docker.host(), place, new Masker(List.of(DockerHost.PASSWORD)));
  }

  @AfterAll
  static void stop() {
    docker.close();
  }

  @Test
  void commandRunsInTheContainerThatServes() throws Exception {
    List<String> said = Collections.synchronizedList(new ArrayList<>());
    CommandResult result =
        project.exec(
            Slot.BLUE,
            Argv.of("sh", "-c", "cat /www/health; echo \"$PASSWORD it's\"; echo oh >&2; exit 7"),
            LIMIT,
            new CommandOutput() {
              @Override
              public void line(String text) {
                said.add("out " + text);
              }

              @Override
              public void errorLine(String text) {
                said.add("err " + text);
              }
            });
    assertThat(result.status()).isEqualTo(7);
    assertThat(said).containsExactlyInAnyOrder("out ok", "out open-sesame it's", "err oh");
  }

  @Test
  void programThatTheImageDoesNotHaveEndsAsInAShell() throws Exception {
    CommandResult result =
        project.exec(Slot.BLUE, Argv.of("no-such-program"), LIMIT, CommandOutput.ignored());
    assertThat(result.status()).isEqualTo(127);
    assertThat(result.stderr()).containsExactly("no-such-program: not found");
  }

  @Test
  void whatACommandLeavesRunningIsEnded() throws Exception {
    project.exec(
        Slot.BLUE,
        Argv.of("sh", "-c", "sleep 4711 & setsid sleep 4711 & true"),
        LIMIT,
        CommandOutput.ignored());
    assertThat(sleeping("4711")).isFalse();
  }

  @Test
  void commandEndsInTheContainerWhenItIsNotWaitedForAnyMore() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    Thread caller =
        Thread.ofPlatform()
            .start(() -> {
              try {
                project.exec(
                    Slot.BLUE,
                    Argv.of("sh", "-c", "trap '' TERM; setsid sleep 4712 & echo begun; sleep 4712"),
                    LIMIT,
                    text -> begun.countDown());
              } catch (InterruptedException expected) {
                // That is how it ends.
              }
            });
    assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
    assertThat(sleeping("4712")).isTrue();
    caller.interrupt();
    caller.join(30_000);
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (sleeping("4712")) {
      assertThat(System.nanoTime()).as("it ends soon").isLessThan(deadline);
    }
    assertThat(docker.engine().docker("inspect", "-f", "{{.State.Running}}", BLUE))
        .isEqualTo("true");
  }

  @Test
  void commandInASlotThatNothingRunsInIsRefused() {
    assertThatThrownBy(
            () -> project.exec(Slot.GREEN, Argv.of("true"), LIMIT, CommandOutput.ignored()))
        .isInstanceOf(BacklineException.class)
        .hasMessageContaining("shop-prod-web-green on web-1: it does not run");
  }

  @Test
  void logIsFollowedWithItsSecretsMaskedUntilItIsNotWantedAnyMore() throws Exception {
    CountDownLatch more = new CountDownLatch(3);
    List<LogLine> seen = Collections.synchronizedList(new ArrayList<>());
    Thread follower = follow(new LogBegin.LastLines(2), seen, more);
    project.exec(
        Slot.BLUE, Argv.of("sh", "-c", "echo more >/proc/1/fd/1"), LIMIT, CommandOutput.ignored());
    assertThat(more.await(60, TimeUnit.SECONDS)).isTrue();
    follower.interrupt();
    follower.join(30_000);
    assertThat(seen.stream().map(LogLine::text))
        .startsWith("the password is ••••", "ready", "more");
    assertThat(readers()).isZero();

    CountDownLatch again = new CountDownLatch(1);
    List<LogLine> rest = Collections.synchronizedList(new ArrayList<>());
    Thread late = follow(new LogBegin.After(seen.getFirst().time()), rest, again);
    assertThat(again.await(60, TimeUnit.SECONDS)).isTrue();
    late.interrupt();
    late.join(30_000);
    assertThat(rest.getFirst().text()).isEqualTo("ready");
  }

  @Test
  void projectIsToldAsItLiesThereAndHoldsNoSecret() throws Exception {
    String text = project.composeYaml(Optional.empty()).orElseThrow();
    assertThat(text)
        .isEqualTo(Files.readString(project.file()))
        .contains("web-blue", "blue.env")
        .doesNotContain(DockerHost.PASSWORD.reveal());
    assertThat(project.composeYaml(Optional.of(Slot.BLUE))).contains(text);
    assertThat(project.composeYaml(Optional.of(Slot.GREEN))).isEmpty();
  }

  private static Thread follow(LogBegin begin, List<LogLine> seen, CountDownLatch latch) {
    return Thread.ofPlatform()
        .start(() -> {
          try {
            project.follow(
                Slot.BLUE,
                begin,
                LIMIT,
                line -> {
                  seen.add(line);
                  latch.countDown();
                });
          } catch (InterruptedException expected) {
            // That is how it ends.
          }
        });
  }

  private static boolean sleeping(String seconds) {
    return docker.engine().docker("top", BLUE, "-eo", "pid,args").contains("sleep " + seconds);
  }

  /** Clients that read the log of our container. */
  private static long readers() {
    return ProcessHandle.allProcesses()
        .flatMap(process -> process.info().commandLine().stream())
        .filter(line -> line.contains("docker logs --follow") && line.contains(BLUE))
        .count();
  }
}
