package dev.backline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.config.ConfigurationChange;
import dev.backline.failure.ExitCode;
import dev.backline.failure.Failure;
import dev.backline.journal.RunId;
import dev.backline.journal.StepName;
import dev.backline.pipeline.ChangePreview;
import dev.backline.pipeline.SqlReview;
import dev.backline.proof.Outcome;
import dev.backline.proof.PartName;
import dev.backline.proof.Proof;
import dev.backline.proof.ProofPart;
import dev.backline.run.RunRecord;
import dev.backline.run.RunStatus;
import dev.backline.source.Commit;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** What would go wrong in production goes wrong on a copy of its database first. */
class RehearsalTest {

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
  void nobodyHasNoticed() {
    load.close();
    assertThat(load.failures()).isEmpty();
    whole.require(Installation.PROD);
    // Dev did what production was spared.
    whole.execute(
        Installation.DEV,
        "do $$ begin if to_regclass('visits') is not null then alter table visits rename to visit;"
            + " end if; end $$; drop table if exists good, more; drop index if exists visit_note;"
            + " delete from migration where id not in ('001-visit', '002-held')");
    installation.app().restore("good");
  }

  @Test
  void aMigrationThatFailsOnTheCopyLeavesProductionUntouched() {
    installation
        .app()
        .migration("010-good", "good")
        .migration("011-bad", onlyInProduction(), "select 1;");

    RunRecord run = promoted();

    assertThat(run.status()).as(installation.story(run)).isEqualTo(RunStatus.UNDONE);
    assertThat(failure(run).why()).contains("no such luck", "raise exception");
    requireUntouched(run.id());
  }

  @Test
  void aReleaseThatBreaksOnTheMigratedCopyLeavesProductionUntouched() {
    installation.app().migration("020-good", "good").behaviour("start=exit");

    RunRecord run = promoted();

    assertThat(run.status()).as(installation.story(run)).isEqualTo(RunStatus.UNDONE);
    assertThat(failure(run).why()).contains("I was told to exit at once");
    assertThat(outcomes(run.id()))
        .as(installation.output(run.id()))
        .containsEntry(PartName.MIGRATE_UP, Outcome.PASSED)
        .containsEntry(PartName.NEW_RELEASE, Outcome.FAILED)
        .containsEntry(PartName.OLD_RELEASE, Outcome.PASSED);
    requireUntouched(run.id());
  }

  @Test
  void whereTheReleaseBeforeBreaksOnTheNewSchemaItIsUndoneByMigration() {
    installation
        .app()
        .migration(
            "030-rename",
            "alter table visit rename to visits;",
            "alter table visits rename to visit;")
        .edit("backline.yml", text -> text.replace("from visit,", "from visits,"))
        .behaviour("smoke=failThroughTheEdge");

    RunRecord run = promoted();

    assertThat(run.status()).as(installation.story(run)).isEqualTo(RunStatus.UNDONE);
    assertThat(proof(run.id()).plan().app().safe()).isFalse();
    assertThat(proof(run.id()).plan().migration().safe()).isTrue();
    assertThat(installation.output(run.id()))
        .contains("warning: no app-only rollback", "the schema is as before");
    assertThat(whole.require(Installation.PROD)).isEqualTo(before);
  }

  @Test
  void aWayDownThatDoesNotRestoreTheSchemaIsToldAndRefusedWhereThatIsThePolicy() {
    policy("migrationRollback: block");
    installation.app().migration("040-more", "create table more (id int);", down());

    RunRecord run = promoted();

    assertThat(failure(run).exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(failure(run).why()).contains("the way down does not restore the schema", "more");
    requireUntouched(run.id());
  }

  @Test
  void aFindingThatNeedsApprovalWaitsForAPersonWhoSaysWhy() {
    policy("migrationRollback: approve");
    installation.app().migration("040-more", "create table more (id int);", down());
    push();
    RunId id = installation.submitPromotion(Optional.empty());
    installation.awaitStep(id, "await-approval");
    assertThat(whole.applied(Installation.PROD)).doesNotContain("040-more");

    installation.backline().runs().requestCancel(id, "anna");

    assertThat(installation.ended(id).status()).isEqualTo(RunStatus.CANCELLED);
    requireUntouched(id);
  }

  @Test
  void anIndexThatWouldStopWritesToABigTableIsRefusedWithTheRemedy() throws Exception {
    String index = "create index visit_note on visit (note);";
    whole.execute(
        Installation.PROD,
        "insert into visit (note) select 'many' from generate_series(1, 150000); analyze visit");
    try {
      installation.app().migration("050-index", index, "drop index visit_note;");

      RunRecord run = promoted();

      assertThat(failure(run).exitCode()).isEqualTo(ExitCode.REFUSED);
      assertThat(failure(run).why())
          .contains("index-not-concurrent", "CREATE INDEX CONCURRENTLY visit_note");
      requireUntouched(run.id());
      assertThat(
              SqlReview.of(
                      installation.backline().parts(),
                      Installation.APP,
                      Installation.PROD,
                      List.of(index))
                  .passed())
          .isFalse();
    } finally {
      whole.execute(Installation.PROD, "delete from visit where note = 'many'");
    }
  }

  @Test
  void whatIsRehearsedReachesNothingButTheCopy() {
    try (Calls calls = Calls.listen()) {
      installation
          .app()
          .behaviour("call=" + calls.port())
          .edit(
              "backline.yml",
              text -> text.replace("{start: v0.1.0}", "{start: v0.1.0}\n    rehearse: always"));

      RunRecord run = promoted();

      assertThat(run.status()).as(installation.story(run)).isEqualTo(RunStatus.SUCCEEDED);
      assertThat(outcomes(run.id())).containsEntry(PartName.NEW_RELEASE, Outcome.PASSED);
      assertThat(proof(run.id()).network()).isEqualTo("shut off");
      assertThat(calls.received())
          .as("those that were not rehearsed")
          .anySatisfy(slot -> assertThat(slot).startsWith("tiny/dev/"))
          .anySatisfy(slot -> assertThat(slot).startsWith("tiny/prod/"))
          .noneSatisfy(slot -> assertThat(slot).contains("rehearsal"));
      assertThat(
              Leftovers.below(installation.data().environment("tiny", "prod").resolve("rehearsal")))
          .isEmpty();
    }
  }

  @Test
  void whatNeedsTheNetworkReachesItWhereThatIsSaidAndTheProofSaysSo() {
    try (Calls calls = Calls.listen()) {
      installation
          .app()
          .behaviour("call=" + calls.port())
          .edit(
              "backline.yml",
              text ->
                  text.replace(
                      "{start: v0.1.0}",
                      "{start: v0.1.0}\n    rehearse: always\n    rehearsalReach: network"));

      RunRecord run = promoted();

      assertThat(run.status()).as(installation.story(run)).isEqualTo(RunStatus.SUCCEEDED);
      assertThat(proof(run.id()).network()).startsWith("not shut off: rehearsalReach");
      assertThat(calls.received()).anySatisfy(slot -> assertThat(slot).contains("rehearsal"));
    }
  }

  @Test
  void whatHoldsIsPlannedProvenAndThenDone() throws Exception {
    installation
        .app()
        .migration("002-held", "held")
        .edit("backline.yml", text -> text.replace("-Xmx64m", "-Xmx65m"));
    push();
    ChangePreview preview =
        ChangePreview.of(
            installation.backline().parts(), Installation.APP, Installation.PROD, Optional.empty());
    assertThat(preview.migrations().orElseThrow()).contains("002-held");
    assertThat(preview.configuration())
        .extracting(ConfigurationChange::path, ConfigurationChange::after)
        .anySatisfy(change -> assertThat(change.toString()).contains("run.command", "-Xmx65m"));
    assertThat(preview.commits()).extracting(Commit::subject).contains("Change it");

    RunRecord run = installation.ended(installation.submitPromotion(Optional.empty()));

    assertThat(run.status()).as(installation.story(run)).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(outcomes(run.id()).values()).containsOnly(Outcome.PASSED);
    assertThat(proof(run.id()).statements())
        .anySatisfy(statement -> assertThat(statement.sql()).contains("create table held"));
    assertThat(whole.applied(Installation.PROD)).containsExactly("001-visit", "002-held");
    assertThat(installation.output(run.id()))
        .as("release notes")
        .contains("## Proof", "- the pending migrations run: passed in")
        .contains("- Rollback of the app: safe", "- Rollback by backup: safe");
    installation.app().git("tag", "--force", "good");
  }

  /** Enough for dev to go on, and for production to keep the table. */
  private static String down() {
    return "do $$ begin if current_database() like '%dev%' then drop table more; end if; end $$;";
  }

  private static String onlyInProduction() {
    return "do $$ begin if current_database() like '%prod%' then raise exception 'no such luck';"
        + " end if; end $$;";
  }

  private static void policy(String rule) {
    installation
        .app()
        .edit(
            "backline.yml",
            text ->
                text.replace(
                    "versions: {start: v0.1.0}",
                    "versions: {start: v0.1.0}\n    proof: {" + rule + "}"));
  }

  private static void push() {
    installation.app().commit("Change it");
    installation.deploy();
  }

  private static RunRecord promoted() {
    push();
    return installation.ended(installation.submitPromotion(Optional.empty()));
  }

  private static Failure failure(RunRecord run) {
    assertThat(run.failure()).as(installation.story(run)).isPresent();
    return run.failure().orElseThrow();
  }

  private static Proof proof(RunId run) {
    return installation.backline().parts().proofs().find(run).orElseThrow();
  }

  private static Map<PartName, Outcome> outcomes(RunId run) {
    return proof(run).parts().stream()
        .collect(Collectors.toMap(ProofPart::name, ProofPart::outcome));
  }

  private void requireUntouched(RunId run) {
    assertThat(installation.state(run).steps().keySet().stream().map(StepName::value))
        .doesNotContainAnyElementsOf(List.of("migrate-up", "start-release", "switch-edge"));
    assertThat(whole.require(Installation.PROD)).isEqualTo(before);
    assertThat(load.versionsSeen()).containsExactly(before);
  }
}
