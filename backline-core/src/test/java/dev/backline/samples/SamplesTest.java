package dev.backline.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.config.AppConfig;
import dev.backline.config.MigrationSpec;
import dev.backline.config.parse.ConfigFile;
import dev.backline.database.DatabaseAccess;
import dev.backline.database.TestDatabases;
import dev.backline.database.catalogue.SchemaFingerprint;
import dev.backline.database.catalogue.SchemaReader;
import dev.backline.database.catalogue.SchemaScope;
import dev.backline.database.migrate.MigrationId;
import dev.backline.database.migrate.MigrationResult;
import dev.backline.database.migrate.MigrationTables;
import dev.backline.database.migrate.MigrationTool;
import dev.backline.database.migrate.Migrator;
import dev.backline.database.trace.ProxyTrace;
import dev.backline.database.trace.StatementTrace;
import dev.backline.database.trace.TracedStatement;
import dev.backline.host.CommandOutput;
import dev.backline.host.CommandResult;
import dev.backline.host.HostCommand;
import dev.backline.host.local.LocalHost;
import dev.backline.secret.Masker;
import dev.backline.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The apps in {@code samples/}: each tool keeps the contract of three commands. */
class SamplesTest {

  private static final CommandOutput QUIET = CommandOutput.ignored();
  private static final Duration BUILD = Duration.ofMinutes(3);

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"plain-sql, 001-album, 002-year", "alembic, 001_album, 002_year"})
  void migrationsGoUpDownAndUpAgainAndTheSchemaFollows(String sample, String first, String second)
      throws Exception {
    Path release = built(sample);
    DatabaseAccess database = TestDatabases.fresh("sample");
    Migrator migrator = migrator(sample, release, database);
    assertThat(names(migrator.status().pending())).containsExactly(first, second);
    SchemaFingerprint nothing = schema(database);

    done(migrator.up(QUIET));
    SchemaFingerprint whole = schema(database);
    assertThat(names(migrator.status().applied())).containsExactly(first, second);
    assertThat(TestDatabases.query(database, "select year from album")).containsExactly("1967");

    done(migrator.down(Optional.of(new MigrationId(first)), QUIET));
    assertThat(names(migrator.status().pending())).containsExactly(second);
    done(migrator.up(QUIET));
    assertThat(schema(database).differenceTo(whole)).isEmpty();

    done(migrator.down(Optional.empty(), QUIET));
    assertThat(schema(database).differenceTo(nothing)).isEmpty();
  }

  @Test
  void whereTheToolHasNoWayDownOnlyUpAndStatusAreDeclared() throws Exception {
    Path release = built("flyway");
    DatabaseAccess database = TestDatabases.fresh("sample");
    Migrator migrator = migrator("flyway", release, database);
    assertThat(names(migrator.status().pending())).containsExactly("001", "002");

    done(migrator.up(QUIET));

    assertThat(names(migrator.status().applied())).containsExactly("001", "002");
    assertThat(TestDatabases.query(database, "select year from album")).containsExactly("1967");
    assertThat(config("flyway").migrations().orElseThrow().down()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain-sql", "alembic", "flyway"})
  void rehearsalSeesTheStatementsWhateverTheTool(String sample) throws Exception {
    Path release = built(sample);
    DatabaseAccess database = TestDatabases.fresh("sample");
    DatabaseAccess admin = TestDatabases.admin().to(database.name());

    try (StatementTrace trace = ProxyTrace.open(admin)) {
      done(migrator(sample, release, trace.through(database)).up(QUIET));

      assertThat(trace.statements())
          .extracting(TracedStatement::sql)
          .map(sql -> sql.toLowerCase(Locale.ROOT).strip().replaceAll("\\s+", " "))
          .anySatisfy(sql -> assertThat(sql).startsWith("create table album"))
          .anySatisfy(sql -> assertThat(sql).startsWith("alter table album add column year"))
          .anySatisfy(sql -> assertThat(sql).startsWith("update album set year"));
    }
  }

  @Test
  void aMigrationThatFailsLeavesNothingOfItself() throws Exception {
    Path release = built("plain-sql");
    Files.writeString(
        release.resolve("migrations/003-broken.up.sql"),
        "create table half (n int);\nselect no_such_column;\n");
    Files.writeString(release.resolve("migrations/003-broken.down.sql"), "drop table half;\n");
    DatabaseAccess database = TestDatabases.fresh("sample");

    MigrationResult result = migrator("plain-sql", release, database).up(QUIET);

    assertThat(result)
        .isInstanceOfSatisfying(
            MigrationResult.Failed.class,
            failed -> {
              assertThat(failed.failure().why()).contains("no_such_column");
              assertThat(names(failed.now().orElseThrow().applied()))
                  .containsExactly("001-album", "002-year");
            });
    assertThat(TestDatabases.query(database, "select to_regclass('half') is null"))
        .containsExactly("t");
  }

  /** What the sample's own build makes: the files that a release consists of. */
  private Path built(String sample) throws IOException, InterruptedException {
    Path checkout = folder.resolve(sample);
    copy(Path.of("..", "samples", sample), checkout);
    List<String> build =
        sample.equals("flyway") ? List.of("mvn", "-B", "-q", "package") : List.of("sh", "build.sh");
    CommandResult result =
        new LocalHost().run(HostCommand.of(build).in(checkout).within(BUILD), QUIET);
    assertThat(result.succeeded()).as(result.lastWords()).isTrue();
    return checkout.resolve(sample.equals("flyway") ? "target/app" : "out");
  }

  private static AppConfig config(String sample) {
    return ConfigFile.read(Path.of("..", "samples", sample, ConfigFile.NAME)).orThrow();
  }

  private static Migrator migrator(String sample, Path release, DatabaseAccess database) {
    MigrationSpec commands = config(sample).migrations().orElseThrow();
    Map<String, Secret> environment = new HashMap<>(database.clientEnvironment());
    environment.put("DATABASE_URL", Secret.of(database.urlWithUser()));
    return new Migrator(
        new LocalHost(),
        new MigrationTool(commands, release, environment),
        database,
        Masker.none());
  }

  private static void done(MigrationResult result) {
    assertThat(result).isInstanceOf(MigrationResult.Done.class);
  }

  private static List<String> names(List<MigrationId> ids) {
    return ids.stream().map(MigrationId::value).toList();
  }

  private static SchemaFingerprint schema(DatabaseAccess database) {
    return SchemaReader.read(
        database, SchemaScope.whole().without(MigrationTables.KNOWN), TestDatabases.LIMIT);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
  }
}
