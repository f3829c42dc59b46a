package dev.backline.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.host.detached.ProcessIdentity;
import dev.backline.host.detached.Processes;
import dev.backline.runtime.Slot;
import dev.backline.runtime.SlotState;
import dev.backline.runtime.SlotStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A release is found again by whoever comes later, and nothing else is taken for it. */
@Timeout(60)
class ProcessAdoptionTest extends BlueSlot {

  @Test
  void releaseOutlivesAKilledControllerAndIsAdopted() throws Exception {
    Process controller =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                OtherController.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .start();
    assertThat(controller.inputReader().lines().filter(line -> line.equals("started")).findFirst())
        .isPresent();
    controller.destroyForcibly().waitFor();

    SlotState found = running();
    SlotState adopted = runtime.start(Slot.BLUE, sample("normal"), FENCE);
    assertThat(adopted).isEqualTo(found);
    assertThat(runtime.awaitHealthy(Slot.BLUE, CHECK, FENCE).state().process())
        .isEqualTo(found.process());
  }

  @Test
  void releaseWhoseStartWasDecidedButNotRecordedIsFound() throws Exception {
    SlotState state = startHealthy();
    SlotFolder slot = new SlotFolder(folder.resolve("slots/blue"));
    slot.write(
        new SlotState(
            V1,
            state.launchId(),
            Optional.empty(),
            state.port(),
            state.startedAt(),
            Optional.empty(),
            SlotState.Desired.RUNNING));
    assertThat(running().process()).isEqualTo(state.process());
    assertThat(anotherController().start(Slot.BLUE, sample("normal"), FENCE).process())
        .isEqualTo(state.process());
  }

  @Test
  void releaseThatNothingIsWrittenOfIsFoundByItsMarker() throws Exception {
    SlotState state = startHealthy();
    Files.delete(folder.resolve("slots/blue/slot.json"));
    SlotState found = ((SlotStatus.Running) anotherController().status(Slot.BLUE)).state();
    assertThat(found.process()).isEqualTo(state.process());
    assertThat(found.port()).isEqualTo(state.port());
    assertThat(found.release()).isEqualTo(V1);
    assertThat(anotherController().start(Slot.BLUE, sample("normal"), FENCE).process())
        .isEqualTo(state.process());
    assertThat(folder.resolve("slots/blue/slot.json")).exists();
  }

  @Test
  void releaseThatNothingIsWrittenOfIsEndedByAStop() throws Exception {
    ProcessIdentity process = startHealthy().process().orElseThrow();
    Files.delete(folder.resolve("slots/blue/slot.json"));
    runtime.stop(Slot.BLUE, Duration.ofSeconds(10), FENCE);
    assertThat(Processes.alive(process)).isFalse();
  }

  @Test
  void equallyNamedSlotOfAnotherDataDirectoryIsNotTouched(@TempDir Path other) throws Exception {
    ProcessIdentity process = startHealthy().process().orElseThrow();
    ProcessRuntime elsewhere = controller(other);
    assertThat(elsewhere.status(Slot.BLUE)).isEqualTo(new SlotStatus.Empty());
    elsewhere.stop(Slot.BLUE, Duration.ZERO, FENCE);
    assertThat(Processes.alive(process)).isTrue();
  }

  @Test
  void processThatGotThePidOfADeadReleaseIsNeitherAdoptedNorKilled() throws Exception {
    SlotState state = startHealthy();
    runtime.stop(Slot.BLUE, Duration.ofSeconds(10), FENCE);
    Process stranger = new ProcessBuilder("setsid", "sleep", "60").start();
    try {
      ProcessIdentity now = Processes.entry(stranger.pid()).orElseThrow().identity();
      ProcessIdentity before = new ProcessIdentity(now.pid(), now.startTime() - 100, now.boot());
      new SlotFolder(folder.resolve("slots/blue"))
          .write(
              new SlotState(
                  V1,
                  state.launchId(),
                  Optional.of(new dev.backline.runtime.RunsAs.Process(before)),
                  state.port(),
                  state.startedAt(),
                  state.healthyAt(),
                  SlotState.Desired.RUNNING));
      assertThat(runtime.status(Slot.BLUE)).isInstanceOf(SlotStatus.Dead.class);
      runtime.stop(Slot.BLUE, Duration.ZERO, FENCE);
      assertThat(stranger.isAlive()).isTrue();
    } finally {
      stranger.destroyForcibly();
    }
  }

  @Test
  void processOfTheSamePidAndTimeInAnotherBootIsAnother() throws Exception {
    ProcessIdentity now = startHealthy().process().orElseThrow();
    assertThat(Processes.alive(now)).isTrue();
    assertThat(Processes.alive(new ProcessIdentity(now.pid(), now.startTime(), "0f"))).isFalse();
  }

  @Test
  void startsAtTheSameTimeEndInOneProcess() throws Exception {
    Callable<SlotState> start = () -> anotherController().start(Slot.BLUE, sample("normal"), FENCE);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<SlotState>> both = threads.invokeAll(List.of(start, start, start));
      assertThat(both.get(0).get()).isEqualTo(both.get(1).get()).isEqualTo(both.get(2).get());
    }
  }

  /** A controller of its own, to be killed. */
  static final class OtherController {
    public static void main(String[] arguments) throws Exception {
      controller(Path.of(arguments[0])).start(Slot.BLUE, sample("normal"), FENCE);
      System.out.println("started");
      Thread.sleep(Duration.ofDays(1));
    }
  }
}
