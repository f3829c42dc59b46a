package dev.backline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.CrashPoint;
import dev.backline.CrashPoint.Instant;
import dev.backline.backup.BackupId;
import dev.backline.journal.RunId;
import dev.backline.pipeline.DeliveryFacts;
import dev.backline.pipeline.RunParameters;
import dev.backline.run.RunKind;
import dev.backline.run.RunRecord;
import dev.backline.run.RunStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** {@code backline migrate ENV up} and {@code down}, with the release that serves. */
@Tag("long") // The command is the same as in a delivery, which the gate has.
class MigrateByHandTest {

  private static final List<String> ALL = List.of("001-visit", "002-more", "003-song");

  @TempDir(cleanup = CleanupMode.NEVER) // The installation deletes it.
  static Path directory;

  private static Installation installation;
  private static Wholeness whole;

  @BeforeAll
  static void serveAReleaseWithThreeMigrations() {
    installation = Installation.in(directory);
    whole = new Wholeness(installation);
    installation
        .app()
        .migration("002-more", "more")
        .migration("003-song", "song")
        .commit("More, and songs");
    installation.deploy();
  }

  @AfterAll
  static void endEverything() {
    installation.close();
  }

  @BeforeEach
  void everythingIsApplied() {
    if (!applied().equals(ALL)) {
      installation.succeeded(migrate("up", Map.of()));
    }
    assertThat(applied()).isEqualTo(ALL);
  }

  @Test
  void downTakesTheLastOneBackAfterABackupAndUpAppliesItAgain() throws Exception {
    RunRecord down = installation.succeeded(migrate("down", Map.of()));

    assertThat(applied()).containsExactly("001-visit", "002-more");
    BackupId backup = new BackupId(installation.state(down.id()).facts().get(DeliveryFacts.BACKUP));
    assertThat(
            installation
                .backline()
                .parts()
                .backups()
                .probe(Installation.APP, Installation.DEV, backup))
        .isPresent();
    assertThat(whole.served(Installation.DEV)).startsWith("dev-");

    installation.succeeded(migrate("up", Map.of()));

    assertThat(applied()).isEqualTo(ALL);
  }

  @Test
  void downGoesToTheOneThatIsNamed() {
    installation.succeeded(migrate("down", Map.of(RunParameters.TO, "001-visit")));

    assertThat(applied()).containsExactly("001-visit");
  }

  @Test
  void aNameThatIsNoneChangesNothing() {
    RunRecord run = installation.ended(migrate("down", Map.of(RunParameters.TO, "007-nothing")));

    assertThat(run.status()).isEqualTo(RunStatus.UNDONE);
    assertThat(applied()).isEqualTo(ALL);
  }

  /** The effect is there and the journal does not know it. */
  @Test
  void oneThatWasCutShortDoesNotGoDownTwice() throws Exception {
    CrashPoint.in("migrate", Instant.BEFORE_OUTCOME).arm(installation.data().root());
    RunId run = migrate("down", Map.of());
    assertThat(installation.controller().awaitEnd(Duration.ofSeconds(30))).isEqualTo(137);
    assertThat(applied()).containsExactly("001-visit", "002-more");

    installation.restartController();

    installation.succeeded(run);
    assertThat(applied()).containsExactly("001-visit", "002-more");
  }

  private static RunId migrate(String direction, Map<String, String> more) {
    Map<String, String> parameters = new HashMap<>(more);
    parameters.put(RunParameters.DIRECTION, direction);
    return installation.submit(RunKind.MIGRATE, Installation.DEV, parameters);
  }

  private static List<String> applied() {
    return whole.applied(Installation.DEV);
  }
}
