package dev.backline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.failure.ExitCode;
import dev.backline.failure.Failure;
import dev.backline.journal.JournalEntry;
import dev.backline.journal.RecordedEntry;
import dev.backline.journal.RunId;
import dev.backline.run.RunRecord;
import dev.backline.run.RunStatus;
import dev.backline.testing.FreePort;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Releases that are fine in dev and not in prod: the promotion undoes itself while users go on. */
class FailingReleaseTest {

  @TempDir(cleanup = CleanupMode.NEVER) // The installation deletes it.
  static Path directory;

  private static Installation installation;
  private static Wholeness whole;

  private Load load;
  private String before;

  @BeforeAll
  static void serve() {
    installation = Installation.in(directory);
    whole = new Wholeness(installation);
    installation.app().git("tag", "good");
    installation.deploy();
    installation.promote();
  }

  @AfterAll
  static void endEverything() {
    installation.close();
  }

  @BeforeEach
  void putUsersOnProduction() {
    before = whole.require(Installation.PROD);
    load = Load.on(installation.urlOf(Installation.PROD));
  }

  @AfterEach
  void productionIsAsBefore() {
    load.close();
    assertThat(whole.require(Installation.PROD)).isEqualTo(before);
    installation.app().restore("good");
  }

  @Test
  void aReleaseThatExitsAtOnceIsUndone() {
    assertThat(undone("start=exit").why()).contains("3", "I was told to exit at once");
    assertThat(load.failures()).isEmpty();
  }

  @Test
  void aReleaseThatNeverBecomesHealthyIsUndone() {
    installation
        .app()
        .edit("backline.yml", text -> text.replace("timeout: 8s, stable", "timeout: 2s, stable"));

    CommandLine.requireFailure(
        promotedByHand("health=never"),
        ExitCode.FAILED_AND_UNDONE,
        "waiting for the release in slot green to answer /healthz",
        "503",
        "read its log: " + installation.data().root());
    assertThat(load.failures()).isEmpty();
  }

  @Test
  void aReleaseThatDiesAfterBecomingHealthyIsUndoneBeforeUsersReachIt() {
    installation.app().edit("backline.yml", text -> text.replace("stable: 100ms", "stable: 600ms"));

    CommandLine.requireFailure(
        promotedByHand("dieAfterHealthyMillis=50"),
        ExitCode.FAILED_AND_UNDONE,
        "waiting for the release in slot green to answer /healthz",
        "I was told to die",
        "read its log: " + installation.data().root());
    assertThat(load.failures()).isEmpty();
    assertThat(load.versionsSeen()).containsExactly(before);
  }

  @Test
  void aReleaseThatDiesInTheWatchWindowIsUndone() {
    installation
        .app()
        .edit(
            "backline.yml",
            text ->
                text.replace(
                    "v0.1.0}\n    watch: {window: 0s}", "v0.1.0}\n    watch: {window: 3s}"));

    Failure failure = undone("dieAfterHealthyMillis=2500");

    assertThat(failure.tried()).contains("watching what users get");
  }

  @Test
  void aReleaseThatFailsASmokeTestIsUndoneBeforeUsersReachIt() {
    assertThat(undone("smoke=fail").why()).contains("500", "broken in production only");
    assertThat(load.failures()).isEmpty();
    assertThat(load.versionsSeen()).containsExactly(before);
  }

  @Test
  void aReleaseThatFailsASmokeTestOnlyThroughTheEdgeIsUndone() {
    assertThat(undone("smoke=failThroughTheEdge").why())
        .contains("500", "broken in production only");
    assertThat(load.failures()).isEmpty();
  }

  @Test
  void aFailingReleaseThatWasToListenElsewhereLeavesProductionAtItsAddress() {
    installation
        .app()
        .edit(
            "backline.yml",
            text ->
                text.replace(
                    "listen: 127.0.0.1:" + installation.portOf(Installation.PROD),
                    "listen: 127.0.0.1:" + FreePort.any()));

    assertThat(undone("smoke=failThroughTheEdge").why()).contains("broken in production only");
    assertThat(whole.served(Installation.PROD)).isEqualTo(before);
  }

  @Test
  void aSmokeTestThatTimesOutIsAFailure() {
    installation
        .app()
        .edit(
            "backline.yml", text -> text.replace("timeout: 3s\n    http", "timeout: 1s\n    http"));

    assertThat(undone("smoke=hang").why()).contains("within 1000 ms");
    assertThat(load.failures()).isEmpty();
  }

  @Test
  void aMigrationThatFailsHalfWayIsTakenBack() {
    List<String> applied = whole.applied(Installation.PROD);
    whole.execute(Installation.PROD, "insert into visit (note) values ('before half-way')");
    // The copy that the promotion is rehearsed on is called otherwise: there it works.
    installation
        .app()
        .migration("002-good", "good")
        .migration(
            "003-bad",
            "do $$ begin if current_database() = 'tiny_prod' then raise exception 'half-way'; end"
                + " if; end $$;",
            "select 1;");

    RunRecord ended = undoneRun("# half-way");

    assertThat(ended.failure().orElseThrow().why()).contains("half-way");
    assertThat(failedSteps(ended)).containsExactly("migrate-up");
    assertThat(installation.output(ended.id())).contains("reverted [002-good]");
    assertThat(whole.applied(Installation.PROD)).isEqualTo(applied);
    assertThat(whole.column(Installation.PROD, "select to_regclass('good')::text"))
        .containsExactly((String) null);
    assertThat(whole.column(Installation.PROD, "select note from visit"))
        .contains("before half-way");
    assertThat(load.failures()).isEmpty();
  }

  @Test
  void aCancelledPromotionIsUndone() {
    misbehave("health=never");
    RunId run = installation.submitPromotion(Optional.empty());
    installation.awaitStep(run, "start-release");

    assertThat(installation.backline().runs().requestCancel(run, "anna")).isTrue();

    RunRecord ended = installation.ended(run);
    assertThat(ended.status()).as(installation.story(ended)).isEqualTo(RunStatus.CANCELLED);
    assertThat(ended.failure().orElseThrow().why()).contains("cancelled by anna");
    assertThat(load.failures()).isEmpty();
  }

  /** Deploys to dev an app that does so in prod. */
  private static void misbehave(String behaviour) {
    installation.app().behaviour(behaviour).commit("Misbehave: " + behaviour);
    installation.deploy();
  }

  private static Failure undone(String behaviour) {
    return undoneRun(behaviour).failure().orElseThrow();
  }

  /** The same by a command, which tells what came of it; the controller does the work. */
  private static Programs.Ended promotedByHand(String behaviour) {
    misbehave(behaviour);
    return installation.command("promote", "prod");
  }

  private static RunRecord undoneRun(String behaviour) {
    misbehave(behaviour);
    RunRecord ended = installation.ended(installation.submitPromotion(Optional.empty()));
    assertThat(ended.status()).as(installation.story(ended)).isEqualTo(RunStatus.UNDONE);
    return ended;
  }

  private static List<String> failedSteps(RunRecord run) {
    return installation.backline().journal().entries(run.id()).stream()
        .map(RecordedEntry::entry)
        .filter(JournalEntry.StepFailed.class::isInstance)
        .map(entry -> ((JournalEntry.StepFailed) entry).step().value())
        .toList();
  }
}
