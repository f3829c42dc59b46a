package dev.backline.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backline.config.Argv;
import dev.backline.config.HealthSpec;
import dev.backline.config.HttpPath;
import dev.backline.failure.BacklineException;
import dev.backline.host.CommandOutput;
import dev.backline.host.Fence;
import dev.backline.host.StaleFence;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link ReleaseRuntime} does; run by the fake and the real ones. */
@Timeout(60)
public abstract class ReleaseRuntimeContract {

  /** How a release of the tests behaves. */
  public enum Behaviour {
    NORMAL,
    EXITS_AT_ONCE,
    NEVER_HEALTHY,
    DIES_SOON_AFTER_BEING_HEALTHY
  }

  protected static final Fence FENCE = new Fence(5);
  protected static final String DIGEST = "sha256:0a1b";
  protected static final Duration GRACE = Duration.ofSeconds(10);
  protected static final HealthSpec CHECK = check(Duration.ofSeconds(20), Duration.ofMillis(200));

  protected abstract ReleaseRuntime runtime();

  protected abstract Launch launch(ReleaseRef release, Behaviour behaviour);

  /** Ends the release in the slot from outside, as a crash would. */
  protected abstract void kill(Slot slot) throws Exception;

  protected static HealthSpec check(Duration timeout, Duration stable) {
    return new HealthSpec(new HttpPath("/health"), 200, Duration.ofMillis(50), timeout, stable);
  }

  protected static ReleaseRef release(String label) {
    return new ReleaseRef(DIGEST, label, "configuration-1");
  }

  protected final SlotState startHealthy(Slot slot, String label) throws InterruptedException {
    prepare(slot);
    runtime().start(slot, launch(release(label), Behaviour.NORMAL), FENCE);
    return runtime().awaitHealthy(slot, CHECK, FENCE).state();
  }

  /** What a release of the contract is made of. */
  protected ReleaseContent content() {
    return new ReleaseContent.Bundle(into -> Files.writeString(into.resolve("VERSION"), "1"));
  }

  protected final void prepare(Slot slot) throws InterruptedException {
    runtime().prepare(slot, DIGEST, content(), FENCE);
  }

  @AfterEach
  void stopAll() throws InterruptedException {
    for (Slot slot : Slot.values()) {
      runtime().stop(slot, Duration.ZERO, new Fence(Long.MAX_VALUE));
    }
  }

  @Test
  void slotGoesFromEmptyToPreparedToRunningToStoppedToEmpty() throws Exception {
    assertThat(runtime().status(Slot.BLUE)).isEqualTo(new SlotStatus.Empty());
    prepare(Slot.BLUE);
    assertThat(runtime().status(Slot.BLUE)).isEqualTo(new SlotStatus.Prepared(DIGEST));
    SlotState state = startHealthy(Slot.BLUE, "v1");
    assertThat(state.release()).isEqualTo(release("v1"));
    assertThat(state.healthyAt()).isPresent();
    assertThat(runtime().status(Slot.BLUE)).isEqualTo(new SlotStatus.Running(state));
    runtime().stop(Slot.BLUE, GRACE, FENCE);
    assertThat(runtime().status(Slot.BLUE)).isInstanceOf(SlotStatus.Stopped.class);
    runtime().remove(Slot.BLUE, FENCE);
    assertThat(runtime().status(Slot.BLUE)).isEqualTo(new SlotStatus.Empty());
  }

  @Test
  void tellsWhatARunningReleaseHoldsOfMemory() throws Exception {
    assertThat(runtime().memory(Slot.BLUE)).isEmpty();
    startHealthy(Slot.BLUE, "v1");

    assertThat(runtime().memory(Slot.BLUE).orElseThrow()).isBetween(1_000_000L, 2_000_000_000L);
    assertThat(runtime().memory(Slot.GREEN)).isEmpty();

    runtime().stop(Slot.BLUE, GRACE, FENCE);
    assertThat(runtime().memory(Slot.BLUE)).isEmpty();
  }

  @Test
  void bothSlotsRunSideBySide() throws Exception {
    SlotState blue = startHealthy(Slot.BLUE, "v1");
    SlotState green = startHealthy(Slot.GREEN, "v2");
    assertThat(blue.port()).isNotEqualTo(green.port());
    assertThat(runtime().status(Slot.BLUE)).isEqualTo(new SlotStatus.Running(blue));
  }

  @Test
  void startingWhatRunsAlreadyAdoptsIt() throws Exception {
    SlotState first = startHealthy(Slot.BLUE, "v1");
    assertThat(runtime().start(Slot.BLUE, launch(release("v1"), Behaviour.NORMAL), FENCE))
        .isEqualTo(first);
  }

  @Test
  void startingAnotherReleaseInARunningSlotIsRefused() throws Exception {
    SlotState first = startHealthy(Slot.BLUE, "v1");
    assertThatThrownBy(
            () -> runtime().start(Slot.BLUE, launch(release("v2"), Behaviour.NORMAL), FENCE))
        .isInstanceOf(BacklineException.class)
        .hasMessageContaining("running v1");
    assertThat(runtime().status(Slot.BLUE)).isEqualTo(new SlotStatus.Running(first));
  }

  @Test
  void sameReleaseWithAnotherConfigurationIsAnother() throws Exception {
    startHealthy(Slot.BLUE, "v1");
    ReleaseRef changed = new ReleaseRef(DIGEST, "v1", "configuration-2");
    assertThatThrownBy(() -> runtime().start(Slot.BLUE, launch(changed, Behaviour.NORMAL), FENCE))
        .isInstanceOf(BacklineException.class);
  }

  @Test
  void preparingTheSameFilesAgainLeavesARunningReleaseAlone() throws Exception {
    SlotState state = startHealthy(Slot.BLUE, "v1");
    runtime().prepare(Slot.BLUE, DIGEST, content(), FENCE);
    assertThat(runtime().status(Slot.BLUE)).isEqualTo(new SlotStatus.Running(state));
  }

  @Test
  void preparingOtherFilesUnderARunningReleaseIsRefused() throws Exception {
    startHealthy(Slot.BLUE, "v1");
    assertThatThrownBy(() -> runtime().prepare(Slot.BLUE, "sha256:ffff", content(), FENCE))
        .isInstanceOf(BacklineException.class)
        .hasMessageContaining("running v1");
  }

  @Test
  void removingARunningReleaseIsRefused() throws Exception {
    startHealthy(Slot.BLUE, "v1");
    assertThatThrownBy(() -> runtime().remove(Slot.BLUE, FENCE))
        .isInstanceOf(BacklineException.class);
  }

  @Test
  void startingWithoutFilesFails() {
    assertThatThrownBy(
            () -> runtime().start(Slot.BLUE, launch(release("v1"), Behaviour.NORMAL), FENCE))
        .isInstanceOf(BacklineException.class)
        .hasMessageContaining("files are not there");
  }

  @Test
  void stoppingTwiceOrNothingIsDone() throws Exception {
    runtime().stop(Slot.GREEN, GRACE, FENCE);
    startHealthy(Slot.BLUE, "v1");
    runtime().stop(Slot.BLUE, GRACE, FENCE);
    runtime().stop(Slot.BLUE, GRACE, FENCE);
    assertThat(runtime().status(Slot.BLUE)).isInstanceOf(SlotStatus.Stopped.class);
  }

  @Test
  void stoppedReleaseCanBeStartedAgain() throws Exception {
    startHealthy(Slot.BLUE, "v1");
    runtime().stop(Slot.BLUE, GRACE, FENCE);
    runtime().start(Slot.BLUE, launch(release("v1"), Behaviour.NORMAL), FENCE);
    assertThat(runtime().awaitHealthy(Slot.BLUE, CHECK, FENCE).answers()).isPositive();
  }

  @Test
  void releaseThatExitsAtOnceFailsTheWaitWithItsLastWords() throws Exception {
    prepare(Slot.BLUE);
    runtime().start(Slot.BLUE, launch(release("v1"), Behaviour.EXITS_AT_ONCE), FENCE);
    assertThatThrownBy(() -> runtime().awaitHealthy(Slot.BLUE, CHECK, FENCE))
        .isInstanceOf(BacklineException.class)
        .hasMessageContaining("exited with status 7")
        .hasMessageContaining("cannot find the moon");
    assertThat(runtime().status(Slot.BLUE)).isInstanceOf(SlotStatus.Dead.class);
  }

  @Test
  void releaseThatNeverGetsHealthyFailsAtTheDeadline() throws Exception {
    prepare(Slot.BLUE);
    runtime().start(Slot.BLUE, launch(release("v1"), Behaviour.NEVER_HEALTHY), FENCE);
    HealthSpec soon = check(Duration.ofSeconds(3), Duration.ofMillis(200));
    assertThatThrownBy(() -> runtime().awaitHealthy(Slot.BLUE, soon, FENCE))
        .isInstanceOf(BacklineException.class)
        .hasMessageContaining("not healthy after 3.")
        .hasMessageContaining("503");
  }

  @Test
  void releaseThatDiesInItsStableTimeFailsTheWait() throws Exception {
    prepare(Slot.BLUE);
    runtime()
        .start(Slot.BLUE, launch(release("v1"), Behaviour.DIES_SOON_AFTER_BEING_HEALTHY), FENCE);
    HealthSpec longer = check(Duration.ofSeconds(30), Duration.ofSeconds(20));
    assertThatThrownBy(() -> runtime().awaitHealthy(Slot.BLUE, longer, FENCE))
        .isInstanceOf(BacklineException.class)
        .hasMessageContaining("exited with status 3");
  }

  @Test
  void waitingForAnEmptySlotFailsAtOnce() {
    assertThatThrownBy(() -> runtime().awaitHealthy(Slot.BLUE, CHECK, FENCE))
        .isInstanceOf(BacklineException.class)
        .hasMessageContaining("nothing was started");
  }

  @Test
  void releaseThatIsKilledIsSeenAsDeadAndRevivedOnItsPort() throws Exception {
    SlotState before = startHealthy(Slot.BLUE, "v1");
    kill(Slot.BLUE);
    assertThat(runtime().status(Slot.BLUE)).isInstanceOf(SlotStatus.Dead.class);
    Launch again = launch(release("v1"), Behaviour.NORMAL);
    Optional<SlotState> revived = runtime().revive(Slot.BLUE, again, FENCE);
    assertThat(revived.orElseThrow().port()).isEqualTo(before.port());
    assertThat(revived.orElseThrow().launchId()).isNotEqualTo(before.launchId());
    assertThat(runtime().status(Slot.BLUE)).isInstanceOf(SlotStatus.Running.class);
    assertThat(runtime().revive(Slot.BLUE, again, FENCE)).isEmpty();
  }

  @Test
  void stoppedReleaseIsNotRevived() throws Exception {
    startHealthy(Slot.BLUE, "v1");
    runtime().stop(Slot.BLUE, GRACE, FENCE);
    Launch again = launch(release("v1"), Behaviour.NORMAL);
    assertThat(runtime().revive(Slot.BLUE, again, FENCE)).isEmpty();
  }

  @Test
  void releaseThatWasNeverHealthyIsNotRevived() throws Exception {
    prepare(Slot.BLUE);
    Launch normal = launch(release("v1"), Behaviour.NORMAL);
    runtime().start(Slot.BLUE, normal, FENCE);
    kill(Slot.BLUE);
    assertThat(runtime().revive(Slot.BLUE, normal, FENCE)).isEmpty();
  }

  @Test
  void lowerFenceChangesNothing() throws Exception {
    SlotState state = startHealthy(Slot.BLUE, "v1");
    Fence stale = new Fence(4);
    Launch other = launch(release("v2"), Behaviour.NORMAL);
    assertThatThrownBy(() -> runtime().prepare(Slot.GREEN, DIGEST, content(), stale))
        .isInstanceOf(StaleFence.class);
    assertThatThrownBy(() -> runtime().start(Slot.GREEN, other, stale))
        .isInstanceOf(StaleFence.class);
    assertThatThrownBy(() -> runtime().awaitHealthy(Slot.BLUE, CHECK, stale))
        .isInstanceOf(StaleFence.class);
    assertThatThrownBy(() -> runtime().stop(Slot.BLUE, GRACE, stale))
        .isInstanceOf(StaleFence.class);
    assertThatThrownBy(() -> runtime().remove(Slot.GREEN, stale)).isInstanceOf(StaleFence.class);
    assertThatThrownBy(() -> runtime().revive(Slot.BLUE, other, stale))
        .isInstanceOf(StaleFence.class);
    assertThatThrownBy(() ->
            runtime()
                .run(
                    Slot.BLUE,
                    new ReleaseCommand(Argv.of("true"), Map.of()),
                    GRACE,
                    CommandOutput.ignored(),
                    stale))
        .isInstanceOf(StaleFence.class)
        .hasMessageContaining("lease 5 has taken its place");
    assertThat(runtime().status(Slot.BLUE)).isEqualTo(new SlotStatus.Running(state));
    assertThat(runtime().status(Slot.GREEN)).isEqualTo(new SlotStatus.Empty());
  }
}
