package dev.backline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.CrashPoint;
import dev.backline.CrashPoint.Instant;
import dev.backline.journal.StepName;
import dev.backline.pipeline.DeliveryFacts;
import dev.backline.run.RunRecord;
import dev.backline.run.RunStatus;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * kill -9 of the controller in every step of a promotion with a pending migration, and of the
 * rollback that takes it back, while users keep requesting production. One run dies several times,
 * each time in the hands of whoever took it up.
 */
class CrashDuringPromotionTest {

  /** Those long enough to have a middle. */
  private static final List<String> LONG =
      List.of("back-up", "prove-backup", "rehearse", "migrate-up", "start-release", "migrate-down");

  /** Those of a rollback that change something; in the others it is killed with {@code all}. */
  private static final List<String> CHANGING =
      List.of(
          "back-up",
          "prepare-slot",
          "start-release",
          "switch-edge",
          "migrate-down",
          "record-release",
          "tag-artifact",
          "rest-before");

  private static final boolean ALL = "all".equals(System.getProperty("backline.e2e.kills"));

  @TempDir(cleanup = CleanupMode.NEVER) // The installation deletes it.
  static Path directory;

  private static Installation installation;
  private static List<String> promotion;
  private static List<String> rollback;
  private static boolean rehearses = true;

  @BeforeAll
  static void serveOneReleaseAndHaveAnotherInDev() {
    installation = Installation.in(directory);
    installation.deploy();
    installation.promote();
    installation.app().migration("002-song", "song").commit("Add songs");
    installation.deploy();
    promotion = steps(installation.promote());
    rollback = steps(installation.succeeded(installation.submitRollback(Optional.of("v0.1.0"))));
  }

  /** Whatever they are today: a step that is added is killed in, too. */
  private static List<String> steps(RunRecord run) {
    return installation.state(run.id()).planned().stream().map(StepName::value).toList();
  }

  @AfterAll
  static void endEverything() {
    installation.close();
  }

  @Test
  void aKillInAnyStepLeavesProductionWhollyOldOrWhollyNewAndNothingStuck() {
    CrashTable table = new CrashTable("Controller killed with SIGKILL");
    List<List<CrashPoint>> promotions = CrashPoint.runs(points(promotion));
    List<List<CrashPoint>> rollbacks =
        CrashPoint.runs(
            points(rollback.stream().filter(step -> ALL || CHANGING.contains(step)).toList()));
    try (Load load = Load.on(installation.urlOf(Installation.PROD))) {
      Killing killing = new Killing(installation, load, table);
      for (int i = 0; i < Math.max(promotions.size(), rollbacks.size()); i++) {
        if (i < promotions.size() && isBeyondRehearsal(promotions.get(i))) {
          rehearseNoMore();
        }
        promote(killing, promotions, i);
        rollBack(killing, rollbacks, i);
      }
      assertThat(load.requests()).isGreaterThan(500);
    } finally {
      table.publish("promotion-and-rollback");
    }
  }

  private static boolean isBeyondRehearsal(List<CrashPoint> points) {
    return promotion.indexOf(points.getFirst().step().value()) >= promotion.indexOf("migrate-up");
  }

  /** From here on it is killed after the rehearsal, which takes half of a promotion's time. */
  private static void rehearseNoMore() {
    if (rehearses) {
      rehearses = false;
      installation
          .app()
          .edit(
              "backline.yml",
              text -> text.replace("{start: v0.1.0}", "{start: v0.1.0}\n    rehearse: never"))
          .commit("Rehearse no more");
      installation.deploy();
    }
  }

  private static void promote(Killing killing, List<List<CrashPoint>> runs, int i) {
    if (i >= runs.size()) {
      installation.promote();
      return;
    }
    RunRecord run =
        killing.kill(
            runs.get(i), () -> installation.submitPromotion(Optional.empty()), RunStatus.SUCCEEDED);
    assertThat(installation.state(run.id()).facts().find(DeliveryFacts.MIGRATIONS))
        .as("migrations that the release was recorded with")
        .contains(List.of("002-song"));
  }

  private static void rollBack(Killing killing, List<List<CrashPoint>> runs, int i) {
    if (i >= runs.size()) {
      installation.succeeded(installation.submitRollback(Optional.of("v0.1.0")));
      return;
    }
    killing.kill(
        runs.get(i), () -> installation.submitRollback(Optional.of("v0.1.0")), RunStatus.SUCCEEDED);
  }

  /**
   * Every step is killed where it hurts most, its effect done and not recorded, and the long ones
   * in the middle. With {@code -Dbackline.e2e.kills=all} also right at the intent and right after
   * the outcome.
   */
  private static List<CrashPoint> points(List<String> steps) {
    List<CrashPoint> points = new ArrayList<>();
    for (String step : steps) {
      if (ALL) {
        points.add(CrashPoint.in(step, Instant.AT_INTENT));
      }
      if (LONG.contains(step)) {
        points.add(CrashPoint.in(step, Instant.IN_THE_MIDDLE));
      }
      if (step.equals("rehearse")) {
        points.add(CrashPoint.in(step, Instant.LATE_IN_THE_MIDDLE));
      }
      points.add(CrashPoint.in(step, Instant.BEFORE_OUTCOME));
      if (ALL) {
        points.add(CrashPoint.in(step, Instant.AFTER_OUTCOME));
      }
    }
    return points;
  }
}
