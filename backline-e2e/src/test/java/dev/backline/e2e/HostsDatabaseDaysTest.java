package dev.backline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.journal.RunId;
import dev.backline.lease.LeaseScope;
import dev.backline.run.RunRecord;
import dev.backline.run.RunStatus;
import dev.backline.testing.Ended;
import dev.backline.testing.PostgresImage;
import dev.backline.testing.TestHost;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two hosts with the database in a container on the first, which goes away or boots while a
 * migration is delivered. Whatever happens, what was written stays, releases and schema fit, and
 * the next delivery goes through.
 */
@Tag("long")
class HostsDatabaseDaysTest {

  private static final Duration BEGINS = Duration.ofMinutes(3);
  private static final Duration AWAY = Duration.ofSeconds(40);
  private static final Duration BOOTED = Duration.ofSeconds(120);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  static Path directory;

  private static HostsInstallation installation;
  private static TestHost first;
  private static TestHost second;
  private static final List<String> written = new ArrayList<>();
  private static int changes;

  @BeforeAll
  static void makeHosts() throws Exception {
    installation = HostsInstallation.ofTinyApp(directory, 2);
    first = installation.hosts().getFirst();
    second = installation.hosts().getLast();
    PostgresImage.V15.load(first.engine());
    TinyMigrations.addTo(installation.tiny());
    installation
        .tiny()
        .edit(
            "backline.yml",
            text ->
                text.replace(
                        "watch: {window: 0s}", "watch: {window: 0s}\n    rehearse: withMigrations")
                    + "    database: {container: {image: '%s', listen: %s}}\n"
                        .formatted(PostgresImage.V15.reference(), first.address()));
    installation.succeeded(deliver());
  }

  @AfterAll
  static void endEverything() {
    installation.close();
  }

  /** Proves as well that the bad day before left nothing that stands in the way. */
  @BeforeEach
  void bothServeANewReleaseAndSomethingIsWritten() throws Exception {
    migration();
    installation.succeeded(deliver());
    assertThat(served(first)).isEqualTo(served(second)).isNotEqualTo("?");
    write("row " + changes);
    assertSchemaFits();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "back-up",
        "prove-backup",
        "rehearse",
        "migrate-up",
        "start-release",
        "smoke-test"
      })
  void hostOfTheDatabaseThatGoesAwayForAWhileLosesNothing(String step) throws Exception {
    migration();
    String before = served(second);
    try (Load load = Load.leisurely(installation.urlOf(second))) {
      RunRecord run = deliverWithin(step, HostsDatabaseDaysTest::firstIsAwayForAWhile);
      System.out.println("away in " + step + ": " + run.status() + " " + run.failure());
      endedByItself(run, before);
      assertThat(load.failures()).isEmpty();
    } finally {
      first.reconnect();
    }
    migrationIsDelivered();
  }

  private static void firstIsAwayForAWhile() {
    first.cutOff();
    Awaiting.sleep(AWAY.toMillis());
    first.reconnect();
  }

  @ParameterizedTest
  @ValueSource(strings = {"back-up", "rehearse", "migrate-up", "start-release"})
  void hostOfTheDatabaseThatBootsWithinAStepLosesNothing(String step) throws Exception {
    migration();
    String before = served(second);
    RunRecord run = deliverWithin(step, first::reboot);
    System.out.println("booted in " + step + ": " + run.status() + " " + run.failure());
    endedByItself(run, before);
    migrationIsDelivered();
  }

  /** Both serve what they served, or both the new release. */
  private static void endedByItself(RunRecord run, String before) {
    assertThat(run.status())
        .as(installation.story(run))
        .isIn(RunStatus.UNDONE, RunStatus.SUCCEEDED);
    boolean undone = run.status() == RunStatus.UNDONE;
    Awaiting.until(
        "both serve the same",
        BOOTED,
        () -> served(first).equals(served(second)) && served(first).equals(before) == undone);
    assertSchemaFits();
  }

  /** Whoever goes on with the run rehearses anew, with another copy. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 6, 9})
  void aControllerThatIsKilledWithinARehearsalLeavesNothingOfIt(int seconds) throws Exception {
    migration();
    commit();
    RunId before = newest();
    Process killed = installation.start(directory.resolve("killed.log"), "deploy", "prod");
    Awaiting.until(
        "it rehearses",
        BEGINS,
        () -> !newest().equals(before) && Trouble.hasBegun(installation, newest(), "rehearse"));
    Awaiting.sleep(Duration.ofSeconds(seconds).toMillis());
    killed.destroyForcibly().waitFor();
    installation.backline().worker().workOff(new LeaseScope(TinyApp.NAME, "prod"));

    RunRecord run = installation.backline().runs().find(newest()).orElseThrow();
    installation.succeeded(run);
    RehearsalLeftovers.assertNone(installation.hosts());
    assertThat(sql("select datname from pg_database where not datistemplate order by 1").lines())
        .as("no copy is left")
        .containsExactly("postgres", "tiny_prod");
    assertThat(served(first)).isEqualTo(served(second)).isNotEqualTo("?");
    assertSchemaFits();
  }

  private static RunId newest() {
    return installation.backline().runs().newest(1).getFirst().id();
  }

  @Test
  void bothHostsServeAgainWhenBothBoot() throws Exception {
    String before = served(first);
    first.reboot();
    second.reboot();
    Awaiting.until(
        "both serve again",
        BOOTED,
        () -> served(first).equals(before) && served(second).equals(before));
    assertSchemaFits();
  }

  private static void migration() {
    changes++;
    installation.tiny().migration("%03d-more".formatted(changes + 100), "more_" + changes);
  }

  private static RunRecord deliver() throws Exception {
    commit();
    return installation.deploy(HostsInstallation.PROD);
  }

  private static RunRecord deliverWithin(String step, Runnable trouble) throws Exception {
    commit();
    return new Trouble(installation, step, trouble).deliver();
  }

  private static void commit() {
    installation.tiny().behaviour("note=" + ++changes).commit("Change " + changes);
  }

  /** What could not be delivered then can be now. */
  private static void migrationIsDelivered() throws Exception {
    installation.succeeded(deliver());
    assertThat(served(first)).isEqualTo(served(second)).isNotEqualTo("?");
    assertSchemaFits();
  }

  /** Each migration of the release that serves is applied, once, and every row is there. */
  private static void assertSchemaFits() {
    Awaiting.until("the database answers", BOOTED, () -> psql("select 1").status() == 0);
    assertThat(sql("select count(*) = count(distinct id) from migration")).isEqualTo("t");
    assertThat(
            sql(
                "select count(*) from pg_tables where schemaname = 'public' and tablename like"
                    + " 'more%'"))
        .isEqualTo(sql("select count(*) from migration where id like '1%-more'"));
    assertThat(sql("select note from visit order by id").lines())
        .containsExactlyElementsOf(written);
  }

  private static void write(String note) {
    sql("insert into visit (note) values ('" + note + "')");
    written.add(note);
  }

  private static String sql(String statement) {
    Ended ended = psql(statement);
    assertThat(ended.status()).as(ended.output()).isZero();
    return ended.output().strip();
  }

  private static Ended psql(String statement) {
    return first.attempt(
        "docker",
        "exec",
        "--user",
        "postgres",
        "tiny-prod-database",
        "psql",
        "--no-psqlrc",
        "-Atqc",
        statement,
        "tiny_prod");
  }

  private static String served(TestHost host) {
    return HostsInstallation.served(installation.urlOf(host));
  }
}
