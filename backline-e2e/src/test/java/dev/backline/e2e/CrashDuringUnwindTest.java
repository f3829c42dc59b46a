package dev.backline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.CrashPoint;
import dev.backline.CrashPoint.Instant;
import dev.backline.run.RunStatus;
import dev.backline.run.RunWorker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * kill -9, and a controller that sleeps through its lease, while a promotion that fails
 * production's smoke tests is undone, migration and all.
 */
class CrashDuringUnwindTest {

  private static final List<CrashPoint> POINTS =
      List.of(
          CrashPoint.in("smoke-test", Instant.BEFORE_OUTCOME),
          CrashPoint.in("smoke-test", Instant.AFTER_OUTCOME),
          CrashPoint.undoing("switch-edge", Instant.AT_INTENT),
          CrashPoint.undoing("switch-edge", Instant.BEFORE_OUTCOME),
          CrashPoint.undoing("start-release", Instant.AT_INTENT),
          CrashPoint.undoing("start-release", Instant.IN_THE_MIDDLE),
          CrashPoint.undoing("start-release", Instant.BEFORE_OUTCOME),
          CrashPoint.undoing("migrate-up", Instant.IN_THE_MIDDLE),
          CrashPoint.undoing("migrate-up", Instant.BEFORE_OUTCOME),
          CrashPoint.undoing("migrate-up", Instant.AFTER_OUTCOME));

  @TempDir(cleanup = CleanupMode.NEVER) // The installation deletes it.
  static Path directory;

  private static Installation installation;

  @BeforeAll
  static void serveOneReleaseAndHaveABrokenOneInDev() {
    installation = Installation.in(directory);
    installation.deploy();
    installation.promote();
    installation
        .app()
        // So that the migration goes down, although users were there.
        .edit(
            "backline.yml",
            text -> text.replace("{start: v0.1.0}", "{start: v0.1.0}\n    rehearse: never"))
        .behaviour("smoke=failThroughTheEdge")
        .migration("002-song", "song")
        .commit("Break production");
    installation.deploy();
  }

  @AfterAll
  static void endEverything() {
    installation.close();
  }

  @Test
  void aKillInAnyStepOfTheUndoStillEndsInTheReleaseBefore() {
    CrashTable table = new CrashTable("Controller killed with SIGKILL while it undid a promotion");
    try (Load load = Load.on(installation.urlOf(Installation.PROD))) {
      Killing killing = new Killing(installation, load, table);
      for (List<CrashPoint> points : CrashPoint.runs(POINTS)) {
        killing.kill(
            points, () -> installation.submitPromotion(Optional.empty()), RunStatus.UNDONE);
        assertThat(table.rows().getLast().serves()).isEqualTo("v0.1.0");
      }
      assertThat(load.versionsSeen()).as("versions that users saw").contains("v0.1.0");
    } finally {
      table.publish("undo");
    }
  }

  @Test
  void aControllerThatSleptThroughItsLeaseChangesNothingAnyMore() throws IOException {
    CrashPoint.in("switch-edge", Instant.AT_INTENT).stopping().arm(installation.data().root());
    var run = installation.submitPromotion(Optional.empty());
    Awaiting.until(
        "the controller sleeps", Duration.ofSeconds(30), () -> installation.controller().sleeps());
    RunWorker other = installation.backline().worker();
    Awaiting.until(
        "another process has taken the run over and ended it",
        Duration.ofSeconds(40),
        () -> other.workOff(installation.run(run).request().scope()).contains(run));
    assertThat(installation.run(run).status()).isEqualTo(RunStatus.UNDONE);
    Wholeness whole = new Wholeness(installation);
    assertThat(whole.require(Installation.PROD)).isEqualTo("v0.1.0");
    int entries = installation.backline().journal().entries(run).size();

    installation.controller().signal("CONT");

    Awaiting.until(
        "the controller has noticed that it lost the lease",
        Duration.ofSeconds(20),
        () -> installation.controller().said().contains("another process goes on with its run"));
    assertThat(installation.backline().journal().entries(run)).hasSize(entries);
    assertThat(whole.require(Installation.PROD)).isEqualTo("v0.1.0");
    assertThat(installation.ended(installation.submitPromotion(Optional.empty())).status())
        .as("what comes of the next promotion")
        .isEqualTo(RunStatus.UNDONE);
  }
}
