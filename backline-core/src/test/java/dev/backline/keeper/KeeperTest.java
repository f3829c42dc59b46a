package dev.backline.keeper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.config.Argv;
import dev.backline.config.DataSize;
import dev.backline.config.EdgeSpec;
import dev.backline.config.HealthSpec;
import dev.backline.config.HttpPath;
import dev.backline.config.LimitSpec;
import dev.backline.config.ListenAddress;
import dev.backline.edge.EdgeSettings;
import dev.backline.edge.EdgeStatus;
import dev.backline.edge.FakeEdge;
import dev.backline.edge.Route;
import dev.backline.edge.Target;
import dev.backline.host.Fence;
import dev.backline.runtime.FakeRuntime;
import dev.backline.runtime.Launch;
import dev.backline.runtime.ReleaseCommand;
import dev.backline.runtime.ReleaseContent;
import dev.backline.runtime.ReleaseRef;
import dev.backline.runtime.Slot;
import dev.backline.runtime.SlotStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeeperTest {

  private static final Fence FENCE = new Fence(3);
  private static final HttpPath PROBE = new HttpPath("/health");
  private static final HealthSpec CHECK =
      new HealthSpec(PROBE, 200, Duration.ofMillis(1), Duration.ofSeconds(1), Duration.ZERO);
  private static final EdgeSettings SETTINGS =
      new EdgeSettings(
          new ListenAddress("127.0.0.1", 8080),
          new EdgeSpec(DataSize.parse("1MB"), Duration.ofSeconds(5)));
  private static final ReleaseRef V1 = new ReleaseRef("sha256:0a", "v1", "c1");
  private static final Launch LAUNCH =
      new Launch(
          V1,
          port -> new ReleaseCommand(Argv.of("app"), Map.of()),
          new LimitSpec(Optional.empty(), 1024));

  private final FakeRuntime runtime = new FakeRuntime();
  private final FakeEdge edge = new FakeEdge();
  private final List<KeeperEvent> events = new ArrayList<>();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private Fence highest = FENCE;
  private final Keeper keeper =
      new Keeper(
          runtime,
          edge,
          (slot, state) -> Optional.of(LAUNCH),
          () -> highest,
          PROBE,
          () -> now,
          events::add);

  @BeforeEach
  void deploy() {
    edge.ensureRunning(SETTINGS, FENCE);
    runtime.prepare(Slot.BLUE, V1.digest(), new ReleaseContent.Bundle(into -> {}), FENCE);
    runtime.start(Slot.BLUE, LAUNCH, FENCE);
    int port = runtime.awaitHealthy(Slot.BLUE, CHECK, FENCE).state().port();
    edge.switchTo(new Route(Slot.BLUE, Target.local(port), "v1"), PROBE, FENCE);
  }

  private void tickAfter(int seconds) throws InterruptedException {
    now = now.plusSeconds(seconds);
    keeper.tick();
  }

  @Test
  void leavesAloneWhatRuns() throws Exception {
    tickAfter(1);
    assertThat(events).isEmpty();
  }

  @Test
  void restartsAReleaseThatDied() throws Exception {
    runtime.kill(Slot.BLUE);
    tickAfter(1);
    assertThat(runtime.status(Slot.BLUE)).isInstanceOf(SlotStatus.Running.class);
    assertThat(events).singleElement().isInstanceOf(KeeperEvent.ReleaseRestarted.class);
    assertThat(edge.request()).isPresent();
  }

  @Test
  void waitsBetweenRestarts() throws Exception {
    runtime.kill(Slot.BLUE);
    tickAfter(1);
    runtime.kill(Slot.BLUE);
    tickAfter(0);
    assertThat(events).hasSize(1);
    tickAfter(1);
    assertThat(events).hasSize(2);
  }

  @Test
  void givesUpOnceAndLoudly() throws Exception {
    for (int second = 0; second < 1000; second++) {
      runtime.kill(Slot.BLUE);
      tickAfter(1);
    }
    assertThat(events).filteredOn(KeeperEvent.GaveUp.class::isInstance).hasSize(1);
    assertThat(events).filteredOn(KeeperEvent.ReleaseRestarted.class::isInstance).hasSize(10);
  }

  @Test
  void deploymentAfterGivingUpIsKeptAgain() throws Exception {
    givesUpOnceAndLoudly();
    runtime.start(Slot.BLUE, LAUNCH, FENCE);
    runtime.awaitHealthy(Slot.BLUE, CHECK, FENCE);
    runtime.kill(Slot.BLUE);
    events.clear();
    tickAfter(1);
    assertThat(events).first().isInstanceOf(KeeperEvent.ReleaseRestarted.class);
  }

  @Test
  void failureThatStaysIsToldOnce() throws Exception {
    edge.breakTarget(Target.local(runtime.status(Slot.BLUE).known().orElseThrow().port()));
    edge.maintenance(true, FENCE);
    edge.switchTo(new Route(Slot.BLUE, Target.local(99), "v1"), PROBE, FENCE);
    edge.maintenance(false, FENCE);
    tickAfter(1);
    tickAfter(1);
    assertThat(events).singleElement().isInstanceOf(KeeperEvent.AttemptFailed.class);
  }

  @Test
  void doesNotRestartWhatWasStopped() throws Exception {
    runtime.stop(Slot.BLUE, Duration.ZERO, FENCE);
    tickAfter(1);
    assertThat(events).isEmpty();
  }

  @Test
  void doesNotRestartWhatADeploymentIsOnlyTrying() throws Exception {
    runtime.prepare(Slot.GREEN, V1.digest(), new ReleaseContent.Bundle(into -> {}), FENCE);
    runtime.start(Slot.GREEN, LAUNCH, FENCE);
    runtime.kill(Slot.GREEN);
    tickAfter(1);
    assertThat(events).isEmpty();
  }

  @Test
  void restartsADeadEdgeWithTheSameRoute() throws Exception {
    edge.kill();
    tickAfter(1);
    assertThat(edge.current()).isInstanceOf(EdgeStatus.Up.class);
    assertThat(edge.request()).isPresent();
    assertThat(events).singleElement().isInstanceOf(KeeperEvent.EdgeRestarted.class);
  }

  @Test
  void leavesAStoppedEdgeAlone() throws Exception {
    edge.stop(FENCE);
    tickAfter(1);
    assertThat(events).isEmpty();
  }

  @Test
  void tellsTheEdgeWhenAReleaseCameBackOnAnotherPort() throws Exception {
    edge.switchTo(new Route(Slot.BLUE, Target.local(99), "v1"), PROBE, FENCE);
    tickAfter(1);
    assertThat(edge.current().route().orElseThrow().target().port())
        .isEqualTo(runtime.status(Slot.BLUE).known().orElseThrow().port());
    assertThat(events).singleElement().isInstanceOf(KeeperEvent.Rerouted.class);
  }

  @Test
  void stepsBackWhenARunHasBegun() throws Exception {
    runtime.kill(Slot.BLUE);
    runtime.prepare(Slot.GREEN, V1.digest(), new ReleaseContent.Bundle(into -> {}), new Fence(4));
    tickAfter(1);
    assertThat(runtime.status(Slot.BLUE)).isInstanceOf(SlotStatus.Dead.class);
    assertThat(events).isEmpty();
    highest = new Fence(4);
    tickAfter(1);
    assertThat(runtime.status(Slot.BLUE)).isInstanceOf(SlotStatus.Running.class);
  }

  @Test
  void bringsEverythingBackAfterAReboot() throws Exception {
    runtime.kill(Slot.BLUE);
    edge.kill();
    tickAfter(1);
    assertThat(edge.request().orElseThrow().release()).isEqualTo("v1");
  }
}
