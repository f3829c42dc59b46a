package dev.backline.pipeline;

import static dev.backline.pipeline.PipelineFixture.DEV;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backline.failure.BacklineException;
import dev.backline.failure.ExitCode;
import dev.backline.host.Fence;
import dev.backline.host.examine.HostFinding;
import dev.backline.host.examine.PlaceFinding;
import dev.backline.journal.Facts;
import dev.backline.run.StepResult;
import dev.backline.runtime.ReleaseRef;
import dev.backline.runtime.Slot;
import dev.backline.source.CommitId;
import dev.backline.testing.FreePort;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckPrerequisitesStepTest {

  private static final long LIMIT = 300_000_000;

  @TempDir Path temp;
  private PipelineFixture fixture;

  @BeforeEach
  void setUp() throws Exception {
    fixture = new PipelineFixture(temp);
    fixture.config =
        PipelineFixture.CONFIG
            .replace("18080", Integer.toString(FreePort.any()))
            .replace("env: {KEY", "limits: {memory: 300MB}, env: {KEY");
  }

  @Test
  void aReleaseFitsIntoExactlyWhatItMayUse() throws Exception {
    CommitId commit = fixture.commit("one");
    fixture.memory = LIMIT;

    assertThat(check(commit, Facts.NONE).get(DeliveryFacts.SLOT)).isEqualTo(Slot.BLUE);
  }

  @Test
  void oneByteLessIsRefusedWithWhatToDo() throws Exception {
    CommitId commit = fixture.commit("one");
    fixture.memory = LIMIT - 1;

    assertThatThrownBy(() -> check(commit, Facts.NONE))
        .isInstanceOfSatisfying(
            BacklineException.class,
            e -> {
              assertThat(e.failure().exitCode()).isEqualTo(ExitCode.UNAVAILABLE);
              assertThat(e.failure().why()).contains("only 299 MB", "300 MB");
              assertThat(e.failure().remedy()).contains("run.limits.memory", "nothing was changed");
            });
  }

  @Test
  void aReleaseWithoutALimitNeedsALittle() throws Exception {
    fixture.config = fixture.config.replace("limits: {memory: 300MB}, ", "");
    CommitId commit = fixture.commit("one");
    fixture.memory = 128_000_000;
    assertThat(check(commit, Facts.NONE).find(DeliveryFacts.SLOT)).isPresent();

    fixture.memory--;

    assertThatThrownBy(() -> check(commit, Facts.NONE)).isInstanceOf(BacklineException.class);
  }

  @Test
  void goingBackToAReleaseThatStillRunsNeedsNoMemory() throws Exception {
    CommitId commit = fixture.commit("one");
    ReleaseRef ref =
        new ReleaseRef("sha256:" + "1".repeat(64), "dev-1", fixture.configuration(DEV, commit));
    fixture.serving(DEV, commit, ref, Slot.BLUE);
    fixture.memory = 0;
    Facts known = Facts.of(DeliveryFacts.DIGEST, ref.digest());

    assertThat(check(commit, known).get(DeliveryFacts.SLOT)).isEqualTo(Slot.BLUE);

    fixture.runtime.stop(Slot.BLUE, java.time.Duration.ZERO, new Fence(1));
    assertThatThrownBy(() -> check(commit, known)).isInstanceOf(BacklineException.class);
  }

  @Test
  void everythingThatIsUnfitWhereItWillRunIsToldAtOnce() throws Exception {
    CommitId commit = fixture.commit("one");
    fixture.findings.add(
        new PlaceFinding("web1", HostFinding.unfit("memory", "only 100 MiB", "add memory")));
    fixture.findings.add(new PlaceFinding("web2", HostFinding.fine("memory", "enough")));
    fixture.findings.add(
        new PlaceFinding("web2", HostFinding.unfit("ports", "80 is nginx's", "stop it")));

    assertThatThrownBy(() -> check(commit, Facts.NONE))
        .isInstanceOfSatisfying(
            BacklineException.class,
            e -> {
              assertThat(e.failure().exitCode()).isEqualTo(ExitCode.UNAVAILABLE);
              assertThat(e.failure().why())
                  .isEqualTo("web1: memory: only 100 MiB\nweb2: ports: 80 is nginx's");
              assertThat(e.failure().remedy())
                  .startsWith("web1: add memory\nweb2: stop it\nnothing was changed");
            });
  }

  @Test
  void aDoubtIsToldAndKeepsNothingFromBeingDelivered() throws Exception {
    CommitId commit = fixture.commit("one");
    fixture.findings.add(
        new PlaceFinding("web1", HostFinding.doubtful("clock", "3.0 s behind", "set it right")));

    assertThat(check(commit, Facts.NONE).find(DeliveryFacts.SLOT)).isPresent();
    assertThat(fixture.said).contains("web1: clock: 3.0 s behind; set it right");
  }

  private Facts check(CommitId commit, Facts known) throws Exception {
    StepResult result =
        new CheckPrerequisitesStep(fixture.delivery(DEV))
            .run(fixture.context(DEV, known.with(DeliveryFacts.COMMIT, commit.value())));
    return ((StepResult.Done) result).facts();
  }
}
