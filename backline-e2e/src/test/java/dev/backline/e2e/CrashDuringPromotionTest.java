package dev.backline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.CrashPoint;
import dev.backline.CrashPoint.Instant;
import dev.backline.run.RunStatus;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * kill -9 of the controller in every step of a promotion with a pending migration, and of the
 * rollback that takes it back, while users keep requesting production.
 */
class CrashDuringPromotionTest {

  private static final List<String> PROMOTION =
      List.of(
          "choose-release",
          "check-prerequisites",
          "back-up",
          "prove-backup",
          "prepare-slot",
          "read-schema",
          "migrate-up",
          "run-first-tasks",
          "start-release",
          "switch-edge",
          "drain-before",
          "smoke-test",
          "watch-traffic",
          "record-release",
          "tag-artifact",
          "tag-commit",
          "rest-before");

  private static final List<String> ROLLBACK =
      List.of(
          "choose-target",
          "check-prerequisites",
          "back-up",
          "prepare-slot",
          "read-schema",
          "migrate-up",
          "run-first-tasks",
          "start-release",
          "switch-edge",
          "drain-before",
          "smoke-test",
          "migrate-down",
          "smoke-test-again",
          "record-release",
          "tag-artifact",
          "rest-before");

  /** Those long enough to have a middle. */
  private static final List<String> LONG = List.of("read-schema", "migrate-up", "start-release");

  @TempDir static Path directory;
  private static Installation installation;

  @BeforeAll
  static void serveOneReleaseAndHaveAnotherInDev() {
    installation = Installation.in(directory);
    installation.deploy();
    installation.promote();
    installation.app().migration("002-song", "song").commit("Add songs");
    installation.deploy();
  }

  @AfterAll
  static void endEverything() {
    installation.close();
  }

  @Test
  void aKillInAnyStepLeavesProductionWhollyOldOrWhollyNewAndNothingStuck() {
    CrashTable table = new CrashTable("Controller killed with SIGKILL");
    List<CrashPoint> promotions = points(PROMOTION);
    List<CrashPoint> rollbacks = points(ROLLBACK);
    try (Load load = Load.on(installation.urlOf(Installation.PROD))) {
      Killing killing = new Killing(installation, load, table);
      for (int i = 0; i < Math.max(promotions.size(), rollbacks.size()); i++) {
        if (i < promotions.size()) {
          killing.kill(
              promotions.get(i),
              () -> installation.submitPromotion(Optional.empty()),
              RunStatus.SUCCEEDED);
        } else {
          installation.promote();
        }
        if (i < rollbacks.size()) {
          killing.kill(
              rollbacks.get(i),
              () -> installation.submitRollback(Optional.of("v0.1.0")),
              RunStatus.SUCCEEDED);
        } else {
          installation.succeeded(installation.submitRollback(Optional.of("v0.1.0")));
        }
      }
      assertThat(load.requests()).isGreaterThan(500);
    } finally {
      table.publish("promotion-and-rollback");
    }
  }

  /** Each step is hit between effect and outcome, and in turn at its intent or after its outcome. */
  private static List<CrashPoint> points(List<String> steps) {
    List<CrashPoint> points = new ArrayList<>();
    for (String step : steps) {
      points.add(CrashPoint.in(step, Instant.AT_INTENT));
      if (LONG.contains(step)) {
        points.add(CrashPoint.in(step, Instant.IN_THE_MIDDLE));
      }
      points.add(CrashPoint.in(step, Instant.BEFORE_OUTCOME));
      points.add(CrashPoint.in(step, Instant.AFTER_OUTCOME));
    }
    return points;
  }
}
