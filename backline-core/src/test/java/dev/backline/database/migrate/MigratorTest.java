package dev.backline.database.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backline.config.Argv;
import dev.backline.config.MigrationSpec;
import dev.backline.database.DatabaseAccess;
import dev.backline.database.TestDatabases;
import dev.backline.failure.BacklineException;
import dev.backline.failure.ExitCode;
import dev.backline.host.CommandOutput;
import dev.backline.host.local.LocalHost;
import dev.backline.secret.Masker;
import dev.backline.secret.Secret;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigratorTest {

  private static final CommandOutput QUIET = CommandOutput.ignored();
  private static final MigrationId ONE = new MigrationId("0001-band");
  private static final MigrationId TWO = new MigrationId("0002-genre");
  private static final MigrationId THREE = new MigrationId("0003-age");

  private static DatabaseAccess database = TestDatabases.admin();

  @TempDir Path release = Path.of("/");

  @BeforeAll
  static void makeDatabase() {
    database = TestDatabases.fresh("migrator");
  }

  @BeforeEach
  void writeMigrations() throws IOException {
    Files.writeString(release.resolve("all"), "0001-band\n0002-genre\n0003-age\n");
  }

  @Test
  void upAppliesWhatIsPendingAndSaysWhat() throws Exception {
    applied("0001-band\n");

    MigrationResult result = migrator(Map.of()).up(QUIET);

    assertThat(result)
        .isInstanceOfSatisfying(
            MigrationResult.Done.class,
            done -> {
              assertThat(done.before().applied()).containsExactly(ONE);
              assertThat(done.changed()).containsExactly(TWO, THREE);
              assertThat(done.now().isUpToDate()).isTrue();
              assertThat(done.now().otherLines()).containsExactly("the fake tool, version 1");
            });
  }

  @Test
  void upWithNothingPendingRunsNothing() throws Exception {
    applied("0001-band\n0002-genre\n0003-age\n");

    assertThat(migrator(Map.of()).up(QUIET))
        .isInstanceOfSatisfying(
            MigrationResult.Done.class, done -> assertThat(done.changed()).isEmpty());
    assertThat(release.resolve("runs")).doesNotExist();
  }

  @Test
  void aFailureHalfWayTellsWhatIsAppliedNowAndMasksSecrets() throws Exception {
    MigrationResult result = migrator(Map.of("FAIL_AT", "0003-age")).up(QUIET);

    assertThat(result)
        .isInstanceOfSatisfying(
            MigrationResult.Failed.class,
            failed -> {
              assertThat(failed.halfWay()).isTrue();
              assertThat(failed.now().orElseThrow().applied()).containsExactly(ONE, TWO);
              assertThat(failed.failure().why())
                  .contains(
                      "column \"age\" does not exist",
                      "applied now: 0001-band, 0002-genre",
                      "pending: 0003-age")
                  .doesNotContain(database.password().reveal());
            });
  }

  @Test
  void anUpThatEndsWellAndDoesNothingIsAFailure() throws Exception {
    assertThat(migrator(Map.of("SILENT", "1")).up(QUIET))
        .isInstanceOfSatisfying(
            MigrationResult.Failed.class,
            failed -> {
              assertThat(failed.failure().why()).contains("ended well but did not do it");
              assertThat(failed.halfWay()).isFalse();
            });
  }

  @Test
  void downLeavesExactlyTheMigrationsUpToTheGivenOne() throws Exception {
    applied("0001-band\n0002-genre\n0003-age\n");

    assertThat(migrator(Map.of()).down(Optional.of(ONE), QUIET))
        .isInstanceOfSatisfying(
            MigrationResult.Done.class,
            done -> {
              assertThat(done.now().applied()).containsExactly(ONE);
              assertThat(done.changed()).containsExactly(TWO, THREE);
            });
    assertThat(migrator(Map.of()).down(Optional.empty(), QUIET))
        .isInstanceOfSatisfying(
            MigrationResult.Done.class, done -> assertThat(done.now().applied()).isEmpty());
    assertThat(Files.readAllLines(release.resolve("runs")))
        .containsExactly("down to 0001-band", "down to none");
  }

  @Test
  void aDownThatSilentlyDoesNothingIsAFailure() throws Exception {
    applied("0001-band\n0002-genre\n");

    assertThat(migrator(Map.of("SILENT", "1")).down(Optional.of(ONE), QUIET))
        .isInstanceOfSatisfying(
            MigrationResult.Failed.class,
            failed ->
                assertThat(failed.failure().why())
                    .contains("did not do it", "applied now: 0001-band, 0002-genre"));
  }

  @Test
  void aDownThatRevertsTooMuchIsAFailure() throws Exception {
    applied("0001-band\n0002-genre\n0003-age\n");
    MigrationSpec toNone =
        new MigrationSpec(
            script("status"),
            script("up"),
            Optional.of(script("down", "none")),
            Duration.ofSeconds(20));

    assertThat(migrator(toNone, Map.of(), Duration.ofSeconds(5)).down(Optional.of(ONE), QUIET))
        .isInstanceOf(MigrationResult.Failed.class);
  }

  @Test
  void downToAMigrationThatIsNotAppliedChangesNothing() throws Exception {
    applied("0001-band\n");

    assertThatThrownBy(() -> migrator(Map.of()).down(Optional.of(TWO), QUIET))
        .isInstanceOfSatisfying(
            BacklineException.class,
            e -> assertThat(e.failure().exitCode()).isEqualTo(ExitCode.USAGE));
    assertThat(release.resolve("runs")).doesNotExist();
  }

  @Test
  void anAppWithoutADownCommandIsRefused() {
    MigrationSpec noDown =
        new MigrationSpec(script("status"), script("up"), Optional.empty(), Duration.ofSeconds(20));

    assertThatThrownBy(
            () -> migrator(noDown, Map.of(), Duration.ofSeconds(5)).down(Optional.empty(), QUIET))
        .isInstanceOfSatisfying(
            BacklineException.class,
            e -> assertThat(e.failure().exitCode()).isEqualTo(ExitCode.REFUSED));
  }

  @Test
  void aStatusThatPrintsNothingRecognisableIsAFailureThatQuotesIt() throws Exception {
    Files.writeString(release.resolve("all"), "");

    assertThatThrownBy(() -> migrator(Map.of()).status())
        .isInstanceOf(BacklineException.class)
        .hasMessageContaining("the fake tool, version 1");
  }

  @Test
  void twoMigrationsOfOneDatabaseNeverRunAtOnce() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<MigrationResult> first =
          threads.submit(() -> migrator(Map.of("NAP", "0.5")).up(QUIET));
      Future<MigrationResult> second =
          threads.submit(() -> migrator(Map.of("NAP", "0.5")).up(QUIET));
      assertThat(first.get()).isInstanceOf(MigrationResult.Done.class);
      assertThat(second.get()).isInstanceOf(MigrationResult.Done.class);
    }
    assertThat(Files.readAllLines(release.resolve("runs"))).containsExactly("start", "end");
  }

  @Test
  void waitingForAnotherMigrationHasADeadline() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<MigrationResult> first = threads.submit(() -> migrator(Map.of("NAP", "2")).up(QUIET));
      long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      while (!Files.exists(release.resolve("runs")) && System.nanoTime() < deadline) {
        Thread.onSpinWait();
      }
      assertThatThrownBy(() -> migrator(Map.of(), Duration.ofMillis(100)).up(QUIET))
          .isInstanceOf(BacklineException.class)
          .hasMessageContaining("another migration of it has been running");
      assertThat(first.get()).isInstanceOf(MigrationResult.Done.class);
    }
  }

  @Test
  void aMigrationThatHangsIsKilledAtItsTimeout() throws Exception {
    MigrationSpec impatient =
        new MigrationSpec(script("status"), script("up"), Optional.empty(), Duration.ofMillis(500));

    assertThat(migrator(impatient, Map.of("NAP", "30"), Duration.ofSeconds(5)).up(QUIET))
        .isInstanceOfSatisfying(
            MigrationResult.Failed.class,
            failed -> assertThat(failed.failure().why()).contains("was killed"));
  }

  private void applied(String ids) throws IOException {
    Files.writeString(release.resolve("applied"), ids);
  }

  private Migrator migrator(Map<String, String> behaviour) {
    return migrator(behaviour, Duration.ofSeconds(20));
  }

  private Migrator migrator(Map<String, String> behaviour, Duration lockWait) {
    MigrationSpec spec =
        new MigrationSpec(
            script("status"),
            script("up"),
            Optional.of(script("down", "${to}")),
            Duration.ofSeconds(20));
    return migrator(spec, behaviour, lockWait);
  }

  private Migrator migrator(MigrationSpec spec, Map<String, String> behaviour, Duration lockWait) {
    Map<String, Secret> environment = new java.util.HashMap<>();
    environment.put("DATABASE_PASSWORD", database.password());
    behaviour.forEach((name, value) -> environment.put(name, Secret.of(value)));
    return new Migrator(
        new LocalHost(),
        new MigrationTool(spec, release, environment),
        database,
        new Masker(List.of(database.password())),
        lockWait);
  }

  private static Argv script(String... arguments) {
    List<String> words = new java.util.ArrayList<>(List.of("sh", scriptFile()));
    words.addAll(List.of(arguments));
    return new Argv(words);
  }

  private static String scriptFile() {
    try {
      return Path.of(
              Objects.requireNonNull(MigratorTest.class.getResource("fake-migrate.sh")).toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
