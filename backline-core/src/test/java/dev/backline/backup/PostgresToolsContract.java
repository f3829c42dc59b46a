package dev.backline.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backline.database.DatabaseAccess;
import dev.backline.database.DatabaseName;
import dev.backline.database.RunningServer;
import dev.backline.database.ServerVersion;
import dev.backline.database.TestDatabases;
import dev.backline.database.catalogue.ContentDigest;
import dev.backline.database.catalogue.ContentReader;
import dev.backline.failure.BacklineException;
import dev.backline.failure.ExitCode;
import dev.backline.host.CommandOutput;
import dev.backline.host.CommandResult;
import dev.backline.secret.Secret;
import dev.backline.state.DataDirectory;
import dev.backline.state.StateFile;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.UnaryOperator;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What PostgreSQL's programs keep to wherever they run. */
@Timeout(240)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class PostgresToolsContract {

  protected static final Duration LIMIT = Duration.ofSeconds(120);

  @TempDir protected Path here;

  protected abstract PostgresTools tools() throws InterruptedException;

  /** The server that they fit; its database is this class's alone. */
  protected abstract RunningServer server() throws InterruptedException;

  /** The same tools, which find no server where they look for it. */
  protected abstract PostgresTools lost() throws InterruptedException;

  /** An access for {@link #lost}. */
  protected abstract DatabaseAccess lost(DatabaseAccess database);

  /** What is left where they run, of whatever kind. */
  protected abstract List<String> leftovers() throws Exception;

  @BeforeEach
  void fill() throws InterruptedException {
    TestDatabases.execute(
        server().ensure(),
        "DROP TABLE IF EXISTS band",
        "CREATE TABLE band (id serial PRIMARY KEY, name text NOT NULL, at timestamptz)",
        "INSERT INTO band (name, at) SELECT repeat('ä''\\\\', n), now() FROM generate_series(1,"
            + " 300) n");
  }

  @Test
  void whatIsRestoredIsWhatWasDumped() throws Exception {
    Path dump = here.resolve("dump");
    CommandResult dumped = dump(tools(), dump, UnaryOperator.identity());
    assertThat(dumped.succeeded()).as(dumped.lastWords()).isTrue();
    DatabaseName copy = new DatabaseName(server().live() + " co=py");
    server().drop(copy);
    DatabaseAccess restored = server().createEmpty(copy, server().role());

    CommandResult result = tools().restore(restored, dump, LIMIT, CommandOutput.ignored());

    assertThat(result.succeeded()).as(result.lastWords()).isTrue();
    assertThat(content(live()).differencesOfCopy(content(restored))).isEmpty();
    assertThat(leftovers()).isEmpty();
    server().drop(copy);
  }

  @Test
  void aBackupMadeWithThemIsProven() throws Exception {
    DataDirectory data = new DataDirectory(here.resolve("data"));
    BackupStore store = new BackupStore(data, new BackupCatalogue(StateFile.open(data)));
    InstantSource clock = InstantSource.fixed(BackupFixture.NOW);
    PreDeployBackup backups = new PreDeployBackup(tools(), store, clock);
    Backup backup =
        backups.create(
            backups.name(BackupFixture.SUBJECT),
            BackupFixture.SUBJECT,
            live(),
            LIMIT,
            CommandOutput.ignored());
    DatabaseName scratch = server().live().scratch(BackupFixture.NOW);

    RestoreResult result =
        new BackupRestore(tools(), server(), store, clock)
            .beside(backup, scratch, server().role(), LIMIT, CommandOutput.ignored());

    assertThat(result)
        .isInstanceOfSatisfying(
            RestoreResult.Proven.class, proven -> assertThat(proven.rows()).isEqualTo(300));
    server().drop(scratch);
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void passwordsAreInNoArgumentList() throws Exception {
    String superuser = live().password().reveal();
    String app = server().ensure().password().reveal();
    try (ArgumentWatch watch = ArgumentWatch.of("pg_dump", "pg_restore")) {
      whatIsRestoredIsWhatWasDumped();

      assertThat(watch.seen()).anyMatch(line -> line.contains("pg_dump"));
      assertThat(watch.seen()).noneMatch(line -> line.contains(superuser));
      assertThat(watch.seen()).noneMatch(line -> line.contains(app));
    }
  }

  @Test
  void aWrongPasswordIsToldByTheProgramAndNotRepeated() throws Exception {
    CommandResult result =
        dump(
            tools(),
            here.resolve("dump"),
            right ->
                new DatabaseAccess(
                    right.host(), right.port(), right.name(), right.user(), Secret.of("mistaken")));

    assertThat(result.succeeded()).isFalse();
    assertThat(String.join("\n", result.stderr()))
        .contains("password authentication failed")
        .doesNotContain("mistaken");
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void aServerThatIsNotThereIsToldByTheProgram() throws Exception {
    CommandResult result = dump(lost(), here.resolve("dump"), this::lost);

    assertThat(result.succeeded()).isFalse();
    assertThat(String.join("\n", result.stderr())).contains("connection to server");
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void aServerOfANewerMajorIsRefusedBeforeAnythingIsRun() throws Exception {
    DumpSource newer =
        new DumpSource(live(), "none", new ServerVersion((tools().major() + 1) * 10_000), 1);

    assertThatThrownBy(
            () -> tools().dump(newer, here.resolve("dump"), LIMIT, CommandOutput.ignored()))
        .asInstanceOf(InstanceOfAssertFactories.type(BacklineException.class))
        .satisfies(e -> {
          assertThat(e.failure().exitCode()).isEqualTo(ExitCode.REFUSED);
          assertThat(e.failure().why()).contains("an older one can't dump it");
        });
  }

  @Test
  void aDiskThatIsTooSmallIsToldBeforeAnythingIsRun() throws Exception {
    DumpSource huge = new DumpSource(live(), "none", server().version(), Long.MAX_VALUE);

    assertThatThrownBy(
            () -> tools().dump(huge, here.resolve("dump"), LIMIT, CommandOutput.ignored()))
        .isInstanceOf(BacklineException.class)
        .hasMessageContaining("MB left");
    assertThat(here.resolve("dump")).doesNotExist();
    assertThat(leftovers()).isEmpty();
  }

  /** The environment's database as a backup is taken of it. */
  protected DatabaseAccess live() throws InterruptedException {
    server().ensure();
    return server().admin(server().live());
  }

  /** Dumps the live database as the program is told to reach it. */
  protected CommandResult dump(
      PostgresTools tools, Path target, UnaryOperator<DatabaseAccess> reached) throws Exception {
    try (DatabaseSnapshot snapshot = DatabaseSnapshot.open(live(), LIMIT)) {
      DumpSource source = snapshot.source(live());
      return tools.dump(
          new DumpSource(
              reached.apply(source.database()), source.snapshot(), source.server(), source.bytes()),
          target,
          LIMIT,
          CommandOutput.ignored());
    }
  }

  private static ContentDigest content(DatabaseAccess database) throws Exception {
    try (Connection connection = database.connect(LIMIT)) {
      return ContentReader.read(connection);
    }
  }
}
