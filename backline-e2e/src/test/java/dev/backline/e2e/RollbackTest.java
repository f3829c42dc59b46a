package dev.backline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.backup.LossWindow;
import dev.backline.failure.ExitCode;
import dev.backline.journal.RunId;
import dev.backline.pipeline.RollbackPreview;
import dev.backline.pipeline.RollbackWay;
import dev.backline.pipeline.RunParameters;
import dev.backline.run.RunKind;
import dev.backline.run.RunRecord;
import dev.backline.run.RunStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The three ways back, and what each keeps and loses. */
class RollbackTest {

  @TempDir(cleanup = CleanupMode.NEVER) // The installation deletes it.
  Path directory;

  private Installation installation;
  private Wholeness whole;

  @BeforeEach
  void install() {
    installation = Installation.in(directory);
    whole = new Wholeness(installation);
  }

  /** Half of the time, where the way back does not depend on it. */
  private void rehearseNever() {
    installation
        .app()
        .edit(
            "backline.yml",
            text -> text.replace("{start: v0.1.0}", "{start: v0.1.0}\n    rehearse: never"))
        .commit("Never rehearse");
  }

  private void serveTwoReleases() {
    installation.deploy();
    installation.promote();
    write("before the backup");
    installation.app().migration("002-more", "more").commit("More");
    installation.deploy();
    installation.promote();
    write("after the backup");
  }

  @AfterEach
  void endEverything() {
    installation.close();
  }

  @Test
  void theAppAloneGoesBackAndKeepsEveryWriteAndTheSchema() {
    serveTwoReleases();
    try (Load load = Load.on(installation.urlOf(Installation.PROD))) {
      installation.succeeded(rollback(RollbackWay.APP, Optional.empty()));

      assertThat(load.failures()).isEmpty();
    }

    assertThat(whole.served(Installation.PROD)).isEqualTo("v0.1.0");
    assertThat(notes()).containsExactly("before the backup", "after the backup");
    assertThat(whole.applied(Installation.PROD)).containsExactly("001-visit", "002-more");
  }

  @Test
  void theAppWithItsMigrationsGoesBackAndKeepsWhatTheyDoNotTakeAway() {
    rehearseNever();
    serveTwoReleases();
    try (Load load = Load.on(installation.urlOf(Installation.PROD))) {
      installation.succeeded(rollback(RollbackWay.MIGRATION, Optional.empty()));

      assertThat(load.failures()).isEmpty();
    }

    assertThat(whole.require(Installation.PROD)).isEqualTo("v0.1.0");
    assertThat(notes()).containsExactly("before the backup", "after the backup");
  }

  @Test
  void theWholeDatabaseGoesBackTellsItsLossAndComesBackWithTheWrites() throws Exception {
    rehearseNever();
    serveTwoReleases();
    RollbackPreview preview =
        RollbackPreview.of(
            installation.backline().parts(), Installation.APP, Installation.PROD, Optional.empty());
    assertThat(preview.to().label()).isEqualTo("v0.1.0");
    assertThat(preview.reverted()).containsExactly("002-more");
    assertThat(preview.loss().orElseThrow().tables())
        .containsEntry("public.visit", new LossWindow.Loss(1, 2))
        .containsEntry("public.more", new LossWindow.Loss(-1, 0));

    RunRecord back = installation.succeeded(rollback(RollbackWay.FULL, Optional.empty()));

    assertThat(whole.served(Installation.PROD)).isEqualTo("v0.1.0");
    assertThat(notes()).containsExactly("before the backup");
    assertThat(whole.applied(Installation.PROD)).containsExactly("001-visit");
    assertThat(installation.output(back.id()))
        .contains("public.visit: 1 rows then, 2 now: at least 1 are lost", "safety backup");

    installation.succeeded(rollback(RollbackWay.FULL, Optional.of("v0.2.0")));

    assertThat(whole.served(Installation.PROD)).isEqualTo("v0.2.0");
    assertThat(notes()).containsExactly("before the backup", "after the backup");
    assertThat(whole.applied(Installation.PROD)).containsExactly("001-visit", "002-more");
    assertThat(
            whole.column(
                Installation.PROD,
                "select count(*) from pg_database where datname like 'tiny_prod_before_%'"))
        .containsExactly("2");
  }

  @Test
  void theAppAloneIsRefusedWhereTheRehearsalSawItFail() {
    serveTwoReleases();
    installation
        .app()
        .migration(
            "003-rename",
            "alter table visit rename to visits;",
            "alter table visits rename to visit;")
        .edit("backline.yml", text -> text.replace("from visit,", "from visits,"))
        .commit("Rename");
    installation.deploy();
    installation.promote();

    RunRecord refused = installation.ended(rollback(RollbackWay.APP, Optional.empty()));

    assertThat(refused.status()).isEqualTo(RunStatus.UNDONE);
    assertThat(refused.failure().orElseThrow().exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(refused.failure().orElseThrow().remedy()).contains("--migration");
    assertThat(whole.require(Installation.PROD)).isEqualTo("v0.3.0");
  }

  private RunId rollback(RollbackWay way, Optional<String> to) {
    Map<String, String> parameters = new java.util.HashMap<>();
    parameters.put(RunParameters.WAY, way.word());
    to.ifPresent(version -> parameters.put(RunParameters.VERSION, version));
    return installation.submit(RunKind.ROLLBACK, Installation.PROD, parameters);
  }

  private void write(String note) {
    whole.execute(Installation.PROD, "insert into visit (note) values ('" + note + "')");
  }

  private List<String> notes() {
    return whole.column(Installation.PROD, "select note from visit order by id");
  }
}
