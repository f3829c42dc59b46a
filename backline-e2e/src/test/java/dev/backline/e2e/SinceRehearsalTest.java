package dev.backline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.journal.RunId;
import dev.backline.journal.StepName;
import dev.backline.proof.Outcome;
import dev.backline.proof.PartName;
import dev.backline.run.Approval;
import dev.backline.run.RunRecord;
import dev.backline.run.RunStatus;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** What went well on the copy meets production as it has become since. */
class SinceRehearsalTest {

  private static final Duration ALL_TRIES = Duration.ofMinutes(3);
  private static final StepName ASKS = new StepName("await-approval");
  private static final String BLOCKER = "select count(*) as somebody_reads from visit";

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
    installation
        .app()
        .edit(
            "backline.yml",
            text ->
                text.replace(
                    "versions: {start: v0.1.0}",
                    "versions: {start: v0.1.0}\n    migrations: manual"))
        .commit("Let a person decide about migrations");
    installation.deploy();
    RunId first = installation.submitPromotion(Optional.empty());
    approve(first);
    installation.succeeded(first);
    installation.app().git("tag", "good");
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
  }

  @Test
  void aRowThatWasWrittenSinceFailsTheMigrationAndIsKept() {
    RunId run = rehearsed("010-short", "alter table visit add check (length(note) < 20);", "");
    assertThat(migratesUp(run)).isEqualTo(Outcome.PASSED);
    String note = "written while somebody thought about it";
    whole.execute(Installation.PROD, "insert into visit (note) values ('" + note + "')");

    approve(run);

    RunRecord ended = installation.ended(run);
    assertThat(ended.status()).as(installation.story(ended)).isEqualTo(RunStatus.UNDONE);
    assertThat(whole.require(Installation.PROD)).isEqualTo(before);
    assertThat(whole.column(Installation.PROD, "select note from visit")).contains(note);
    forget("010-short", "alter table visit drop constraint visit_note_check");
  }

  @Test
  void aTransactionInTheWayIsNamedAndTheMigrationTriedAgainUntilItIsGone() throws Exception {
    RunId run = rehearsed("020-wide", "alter table visit add column wide int;", "wide");
    try (Connection reader = whole.connect(Installation.PROD)) {
      block(reader);
      approve(run);
      Awaiting.until(
          "it is tried again", ALL_TRIES, () -> installation.output(run).contains("trying again"));
      reader.rollback();
    }

    installation.succeeded(run);
    assertThat(installation.output(run)).contains(BLOCKER);
    assertThat(whole.applied(Installation.PROD)).contains("020-wide");
    installation.app().git("tag", "--force", "good");
  }

  /** Eleven tries take a while. */
  @Tag("long")
  @Test
  void aTransactionThatStaysInTheWayEndsTheDeliveryAndNothingIsLost() throws Exception {
    RunId run = rehearsed("030-deep", "alter table visit add column deep int;", "deep");
    try (Connection reader = whole.connect(Installation.PROD)) {
      block(reader);
      approve(run);
      Awaiting.until("it gives up", ALL_TRIES, () -> installation.run(run).status().ended());
      reader.rollback();
    }

    RunRecord ended = installation.run(run);
    assertThat(ended.status()).as(installation.story(ended)).isEqualTo(RunStatus.UNDONE);
    assertThat(installation.output(run)).contains(BLOCKER, "10 of 10");
    assertThat(whole.require(Installation.PROD)).isEqualTo(before);
    forget("030-deep", "alter table visit drop column deep");
  }

  /** Waits for a person, with its rehearsal done. */
  private static RunId rehearsed(String migration, String up, String column) {
    String down =
        column.isEmpty()
            ? "alter table visit drop constraint visit_note_check;"
            : "alter table visit drop column " + column + ";";
    installation.app().migration(migration, up, down).commit("Migrate " + migration);
    installation.deploy();
    RunId run = installation.submitPromotion(Optional.empty());
    installation.awaitStep(run, ASKS.value());
    return run;
  }

  private static void approve(RunId run) {
    installation.backline().runs().approve(run, ASKS, new Approval("anna", "seen"));
  }

  private static void block(Connection reader) throws Exception {
    reader.setAutoCommit(false);
    try (Statement statement = reader.createStatement()) {
      statement.execute(BLOCKER);
    }
  }

  private static Outcome migratesUp(RunId run) {
    return installation.backline().parts().proofs().find(run).orElseThrow().parts().stream()
        .filter(part -> part.name() == PartName.MIGRATE_UP)
        .findFirst()
        .orElseThrow()
        .outcome();
  }

  /** Dev has done what production has not. */
  private static void forget(String migration, String down) {
    whole.execute(Installation.DEV, down);
    whole.execute(Installation.DEV, "delete from migration where id = '" + migration + "'");
    installation.app().restore("good");
  }
}
