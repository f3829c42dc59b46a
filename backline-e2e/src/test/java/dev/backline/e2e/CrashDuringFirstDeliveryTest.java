package dev.backline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.CrashPoint;
import dev.backline.CrashPoint.Instant;
import dev.backline.config.EnvironmentName;
import dev.backline.journal.RunId;
import dev.backline.run.RunRecord;
import dev.backline.run.RunStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * kill -9 of the controller in an environment's first delivery ever: there is no database yet, no
 * release to go back to, and at the very first not even PostgreSQL.
 */
@Tag("long") // Each kill costs the start of a controller.
class CrashDuringFirstDeliveryTest {

  private static final Duration DIES = Duration.ofSeconds(60);

  @TempDir(cleanup = CleanupMode.NEVER) // The installation deletes it.
  Path directory;

  private Installation installation;
  private Wholeness whole;

  @BeforeEach
  void startFromNothing() {
    installation = Installation.in(directory);
    whole = new Wholeness(installation);
  }

  @AfterEach
  void endEverything() {
    installation.close();
  }

  @Test
  void aFirstDeploymentAndAFirstPromotionKilledInEachStepStillEndWell() throws IOException {
    RunId deployment =
        killedInEach(
            List.of(
                CrashPoint.in("check-prerequisites", Instant.IN_THE_MIDDLE),
                CrashPoint.in("check-prerequisites", Instant.BEFORE_OUTCOME),
                CrashPoint.in("build-artifact", Instant.BEFORE_OUTCOME),
                CrashPoint.in("prepare-slot", Instant.BEFORE_OUTCOME),
                CrashPoint.in("migrate-up", Instant.IN_THE_MIDDLE),
                CrashPoint.in("migrate-up", Instant.BEFORE_OUTCOME),
                CrashPoint.in("start-release", Instant.IN_THE_MIDDLE),
                CrashPoint.in("start-release", Instant.BEFORE_OUTCOME),
                CrashPoint.in("switch-edge", Instant.BEFORE_OUTCOME),
                CrashPoint.in("record-release", Instant.BEFORE_OUTCOME)),
            () -> {
              assertThat(installation.push().status()).isZero();
              return installation.newestRun();
            });
    endsWell(deployment, Installation.DEV);

    RunId promotion =
        killedInEach(
            List.of(
                CrashPoint.in("check-prerequisites", Instant.BEFORE_OUTCOME),
                CrashPoint.in("migrate-up", Instant.BEFORE_OUTCOME),
                CrashPoint.in("start-release", Instant.IN_THE_MIDDLE),
                CrashPoint.in("switch-edge", Instant.BEFORE_OUTCOME),
                CrashPoint.in("tag-artifact", Instant.BEFORE_OUTCOME)),
            () -> installation.submitPromotion(Optional.empty()));
    endsWell(promotion, Installation.PROD);
  }

  /** One run; whoever takes it up dies at the next point. The last one is alive. */
  private RunId killedInEach(List<CrashPoint> points, java.util.function.Supplier<RunId> submit)
      throws IOException {
    points.getFirst().arm(installation.data().root());
    RunId run = submit.get();
    for (CrashPoint next : points.subList(1, points.size())) {
      dies(run);
      next.arm(installation.data().root());
      installation.launchController();
    }
    dies(run);
    installation.restartController();
    return run;
  }

  private void dies(RunId run) {
    assertThat(installation.controller().awaitEnd(DIES))
        .as(installation.story(installation.run(run)))
        .isEqualTo(137);
  }

  private void endsWell(RunId run, EnvironmentName environment) {
    RunRecord ended = installation.ended(run);
    assertThat(ended.status()).as(installation.story(ended)).isEqualTo(RunStatus.SUCCEEDED);
    whole.require(environment);
  }

  @Test
  void aFirstDeploymentThatFailsAndIsKilledWhileItIsUndoneLeavesNothingThatServes()
      throws IOException {
    installation
        .app()
        .edit(
            "backline.yml", text -> text.replace("contains: fine", "contains: nowhere to be seen"))
        .commit("Fail the smoke test");

    RunId run =
        killedInEach(
            List.of(
                CrashPoint.undoing("start-release", Instant.AT_INTENT),
                CrashPoint.undoing("start-release", Instant.BEFORE_OUTCOME),
                CrashPoint.undoing("migrate-up", Instant.BEFORE_OUTCOME)),
            () -> {
              assertThat(installation.push().status()).isZero();
              return installation.newestRun();
            });

    RunRecord ended = installation.ended(run);
    assertThat(ended.status()).as(installation.story(ended)).isEqualTo(RunStatus.UNDONE);
    assertThat(whole.applied(Installation.DEV)).isEmpty();
    assertThat(
            installation.backline().parts().history().current(Installation.APP, Installation.DEV))
        .isEmpty();
    assertThat(
            Leftovers.below(installation.data().environment("tiny", "dev")).stream()
                .map(process -> Leftovers.command(Path.of("/proc", "" + process.pid())))
                .filter(command -> command.endsWith(" Tiny ")))
        .isEmpty();
    installation.app().edit("backline.yml", text -> text.replace("nowhere to be seen", "fine"));
    installation.app().commit("Pass it");
    installation.deploy();
    whole.require(Installation.DEV);
  }
}
