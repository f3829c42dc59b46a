package dev.backline.pipeline;

import static dev.backline.pipeline.PipelineFixture.APP;
import static dev.backline.pipeline.PipelineFixture.DEV;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backline.config.AppConfig;
import dev.backline.config.DataSize;
import dev.backline.config.EdgeSpec;
import dev.backline.config.HttpPath;
import dev.backline.config.ListenAddress;
import dev.backline.database.DatabaseAccess;
import dev.backline.database.DatabaseName;
import dev.backline.database.TestDatabases;
import dev.backline.edge.EdgeSettings;
import dev.backline.edge.Route;
import dev.backline.edge.Target;
import dev.backline.failure.BacklineException;
import dev.backline.failure.ExitCode;
import dev.backline.host.Fence;
import dev.backline.journal.Facts;
import dev.backline.run.StepContext;
import dev.backline.run.StepResult;
import dev.backline.run.Undo;
import dev.backline.runtime.Slot;
import dev.backline.source.CommitId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** On a real database; the release's own migration program is played. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MigrateUpStepTest {

  private static final List<String> ALL = List.of("0001-band", "0002-genre", "0003-label");

  @TempDir static Path temp;
  private PipelineFixture fixture;
  private CommitId commit;
  private DatabaseAccess database;
  private final List<String> applied = new ArrayList<>();
  private boolean forgetful;
  private int most;

  @BeforeAll
  void startAnApp() throws Exception {
    fixture = new PipelineFixture(temp);
    fixture.config =
        PipelineFixture.CONFIG.replace(
            "environments:",
            """
            database: {engine: postgresql}
            migrations: {status: ./migrate status, up: ./migrate up, down: './migrate down ${to}'}
            environments:\
            """);
    commit = fixture.commit("one");
    fixture.runtime.prints = this::migrate;
    AppConfig config = fixture.delivery(DEV).config(commit);
    database = fixture.delivery(DEV).server(config).admin(DatabaseName.of(APP, DEV));
    fixture.delivery(DEV).database(config);
  }

  @AfterAll
  void stopTheCluster() throws Exception {
    fixture.parts.cluster().stop(Duration.ofSeconds(30));
  }

  @BeforeEach
  void oneIsApplied() {
    while (!applied.isEmpty()) {
      forgetful = false;
      revert();
    }
    TestDatabases.execute(database, "drop table if exists left_behind");
    most = ALL.size();
    apply();
    fixture.said.clear();
    fixture.runtime.commands.clear();
  }

  @Test
  void undoTakesTheSchemaBackToWhereItWasBeforeTheRun() throws Exception {
    Facts facts = up(before());
    assertThat(facts.get(DeliveryFacts.MIGRATIONS)).containsExactly("0002-genre", "0003-label");
    assertThat(tables()).hasSize(3);

    undo(facts);

    assertThat(tables()).containsExactly("t0001");
    assertThat(fixture.said)
        .contains("reverted [0002-genre, 0003-label]", "the schema is as before");
  }

  @Test
  void undoTakesBackWhatAnAttemptThatFailedHalfWayHasApplied() throws Exception {
    Facts before = before();
    most = 2;
    assertThatThrownBy(() -> up(before)).isInstanceOf(BacklineException.class);
    assertThat(tables()).hasSize(2);

    undo(before);

    assertThat(tables()).containsExactly("t0001");
  }

  @Test
  void undoOfWhatChangedNothingRunsNothing() throws Exception {
    undo(before());

    assertThat(fixture.runtime.commands).noneMatch(command -> command.contains("down"));
    assertThat(fixture.said).contains("the schema is at 0001-band, as before");
  }

  @Test
  void undoSaysThatAWayDownLeavesSomethingBehind() throws Exception {
    Facts facts = up(before());
    forgetful = true;

    undo(facts);

    assertThat(fixture.said).anyMatch(line -> line.startsWith("the schema is NOT as before"));
  }

  @Test
  void undoTakesNothingAwayFromUnderTheReleaseThatServes() throws Exception {
    Facts facts = up(before());
    fixture.edge.ensureRunning(
        new EdgeSettings(
            new ListenAddress("127.0.0.1", 18080),
            new EdgeSpec(new DataSize(1_000_000), Duration.ofSeconds(1))),
        new Fence(1));
    Route toIt = new Route(Slot.BLUE, new Target("127.0.0.1", 20_001), "dev-new");
    fixture.edge.switchTo(toIt, new HttpPath("/"), new Fence(1));
    try {
      assertThatThrownBy(() -> undo(facts))
          .isInstanceOfSatisfying(
              BacklineException.class,
              e -> assertThat(e.failure().exitCode()).isEqualTo(ExitCode.NEEDS_PERSON));
      assertThat(tables()).hasSize(3);
    } finally {
      fixture.edge.takeAway(new Fence(1));
    }
  }

  private Facts before() throws Exception {
    Facts facts =
        Facts.of(DeliveryFacts.COMMIT, commit.value())
            .with(DeliveryFacts.VERSION, "dev-new")
            .with(DeliveryFacts.SLOT, Slot.BLUE);
    return facts.and(done(new ReadSchemaStep(fixture.delivery(DEV)).run(context(facts))));
  }

  private Facts up(Facts facts) throws Exception {
    return facts.and(done(new MigrateUpStep(fixture.delivery(DEV)).run(context(facts))));
  }

  private void undo(Facts facts) throws Exception {
    ((Undo.By) new MigrateUpStep(fixture.delivery(DEV)).undo()).action().undo(context(facts));
  }

  private StepContext context(Facts facts) {
    return fixture.context(DEV, facts);
  }

  private static Facts done(StepResult result) {
    return ((StepResult.Done) result).facts();
  }

  /** What {@code ./migrate} of the release does. */
  private List<String> migrate(List<String> argv) {
    switch (argv.get(1)) {
      case "up" -> {
        while (applied.size() < most) {
          apply();
        }
      }
      case "down" -> {
        while (!applied.isEmpty() && !applied.getLast().equals(argv.get(2))) {
          revert();
        }
      }
      default -> {}
    }
    return ALL.stream().map(id -> (applied.contains(id) ? "applied " : "pending ") + id).toList();
  }

  private void apply() {
    String id = ALL.get(applied.size());
    TestDatabases.execute(database, "create table " + table(id) + " (id int)");
    applied.add(id);
  }

  private void revert() {
    TestDatabases.execute(
        database,
        "drop table " + table(applied.removeLast()),
        forgetful ? "create table if not exists left_behind (id int)" : "select 1");
  }

  private List<String> tables() {
    return TestDatabases.query(
        database, "select tablename from pg_tables where schemaname = 'public' order by 1");
  }

  private static String table(String id) {
    return "t" + id.substring(0, 4);
  }
}
