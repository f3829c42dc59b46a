package dev.backline.runtime.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backline.config.Argv;
import dev.backline.config.HealthSpec;
import dev.backline.config.HttpPath;
import dev.backline.config.LimitSpec;
import dev.backline.failure.BacklineException;
import dev.backline.host.CommandOutput;
import dev.backline.host.Fence;
import dev.backline.host.StaleFence;
import dev.backline.runtime.FakeRuntime;
import dev.backline.runtime.Launch;
import dev.backline.runtime.ReleaseCommand;
import dev.backline.runtime.ReleaseContent;
import dev.backline.runtime.ReleaseRef;
import dev.backline.runtime.Slot;
import dev.backline.runtime.SlotStatus;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HostsRuntimeTest {

  private static final Fence FENCE = new Fence(1);
  private static final ReleaseRef V1 = new ReleaseRef("sha256:0a", "v1", "c1");
  private static final ReleaseContent CONTENT =
      new ReleaseContent.Image("sha256:" + "0a".repeat(32));
  private static final HealthSpec CHECK =
      new HealthSpec(
          new HttpPath("/health"),
          200,
          Duration.ofMillis(50),
          Duration.ofSeconds(20),
          Duration.ZERO);

  private final FakeHosts hosts = new FakeHosts();

  @Test
  void releaseThatCannotStartOnOneHostIsStoppedOnTheOthers() throws Exception {
    hosts.together.prepare(Slot.BLUE, V1.digest(), CONTENT, FENCE);
    hosts.second.remove(Slot.BLUE, FENCE);
    assertThatThrownBy(() -> hosts.together.start(Slot.BLUE, launch(), FENCE))
        .isInstanceOf(BacklineException.class)
        .hasMessageContaining("web-1: undone")
        .hasMessageContaining("web-2: failed")
        .hasMessageContaining("its files are not there");
    assertThat(hosts.first.status(Slot.BLUE)).isInstanceOf(SlotStatus.Stopped.class);
  }

  @Test
  void contentThatOneHostRefusesIsTakenBackFromTheOthers() throws Exception {
    hosts.second.prepare(Slot.BLUE, "sha256:ff", CONTENT, FENCE);
    hosts.second.start(
        Slot.BLUE,
        new Launch(new ReleaseRef("sha256:ff", "v0", "c0"), launch().command(), launch().limits()),
        FENCE);
    assertThatThrownBy(() -> hosts.together.prepare(Slot.BLUE, V1.digest(), CONTENT, FENCE))
        .isInstanceOf(BacklineException.class)
        .hasMessageContaining("web-2: failed")
        .hasMessageContaining("running v0");
    assertThat(hosts.first.status(Slot.BLUE)).isEqualTo(new SlotStatus.Empty());
  }

  @Test
  void unhealthyOnOneHostIsUnhealthyAndNamesIt() throws Exception {
    started();
    hosts.second.behave("v1", new FakeRuntime.Behaviour("exited with status 7", true));
    assertThatThrownBy(() -> hosts.together.awaitHealthy(Slot.BLUE, CHECK, FENCE))
        .isInstanceOf(BacklineException.class)
        .hasMessageContaining("web-2: failed")
        .hasMessageContaining("exited with status 7");
  }

  @Test
  void releaseThatDiedOnOneHostIsDeadAndStartingItAgainAdoptsTheOthers() throws Exception {
    started();
    hosts.second.kill(Slot.BLUE);
    assertThat(hosts.together.status(Slot.BLUE)).isInstanceOf(SlotStatus.Dead.class);
    hosts.together.start(Slot.BLUE, launch(), FENCE);
    assertThat(hosts.together.status(Slot.BLUE)).isInstanceOf(SlotStatus.Running.class);
    assertThat(hosts.first.commands).hasSize(1);
    assertThat(hosts.second.commands).hasSize(2);
  }

  @Test
  void hostThatCameAnewMakesTheSlotOneToBePreparedAgain() throws Exception {
    hosts.first.prepare(Slot.BLUE, V1.digest(), CONTENT, FENCE);
    assertThat(hosts.together.status(Slot.BLUE)).isEqualTo(new SlotStatus.Empty());
    hosts.together.prepare(Slot.BLUE, V1.digest(), CONTENT, FENCE);
    assertThat(hosts.together.status(Slot.BLUE)).isEqualTo(new SlotStatus.Prepared(V1.digest()));
  }

  @Test
  void commandsRunOnTheFirstHostOnly() throws Exception {
    hosts.together.prepare(Slot.BLUE, V1.digest(), CONTENT, FENCE);
    hosts.together.run(
        Slot.BLUE,
        new ReleaseCommand(Argv.of("migrate"), Map.of()),
        Duration.ofSeconds(5),
        CommandOutput.ignored(),
        FENCE);
    assertThat(hosts.first.commands).containsExactly("migrate");
    assertThat(hosts.second.commands).isEmpty();
  }

  @Test
  void laterLeaseOnOneHostIsToldAsSuch() throws Exception {
    hosts.second.prepare(Slot.GREEN, V1.digest(), CONTENT, new Fence(9));
    assertThatThrownBy(() -> hosts.together.prepare(Slot.BLUE, V1.digest(), CONTENT, FENCE))
        .isInstanceOf(StaleFence.class);
  }

  private void started() throws InterruptedException {
    hosts.together.prepare(Slot.BLUE, V1.digest(), CONTENT, FENCE);
    hosts.together.start(Slot.BLUE, launch(), FENCE);
  }

  private static Launch launch() {
    return new Launch(
        V1,
        port -> new ReleaseCommand(Argv.of("app", "" + port), Map.of()),
        new LimitSpec(Optional.empty(), 1024));
  }
}
