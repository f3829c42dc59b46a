package dev.musicgraph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.musicgraph.testing.NewerRelease;
import dev.musicgraph.testing.OwnDatabase;
import dev.musicgraph.testing.TestDatabases;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line. */
@OwnDatabase
class MainTest {
  private static final String PENDING = pending(Path.of("src/main/resources/db/migrations"));

  private static String pending(Path migrations) {
    try (Stream<Path> files = Files.list(migrations)) {
      return files
          .map(file -> file.getFileName().toString().replace(".sql", ""))
          .sorted()
          .map(id -> "pending " + id + "\n")
          .collect(Collectors.joining());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void statusPrintsOneLineForEachMigrationAndNothingElse() {
    String url = TestDatabases.empty();

    assertThat(run(url, "migrate", "status")).isEqualTo(new Commands.Result(0, PENDING, ""));
    run(url, "migrate", "up").mustBeDone();
    assertThat(run(url, "migrate", "status"))
        .isEqualTo(new Commands.Result(0, PENDING.replace("pending", "applied"), ""));
  }

  @Test
  void statusChangesNothing() throws SQLException {
    String url = TestDatabases.empty();

    run(url, "migrate", "status").mustBeDone();

    assertThat(count(url, "pg_tables where schemaname = 'public'")).isZero();
  }

  @Test
  void upAndDownPrintWhatTheyDid() {
    String url = TestDatabases.empty();

    assertThat(run(url, "migrate", "up").out()).isEqualTo(PENDING.replace("pending", "applied"));
    assertThat(run(url, "migrate", "down", "--to", "0003-app-user"))
        .isEqualTo(new Commands.Result(0, reverted(4), ""));
    assertThat(run(url, "migrate", "status").out())
        .contains("applied 0003-app-user\npending 0004-session\n");
  }

  /** All but the first ones, the last one first. */
  private static String reverted(int from) {
    return PENDING.lines().skip(from - 1).toList().reversed().stream()
        .map(line -> line.replace("pending", "reverted") + "\n")
        .collect(Collectors.joining());
  }

  @Test
  void statusShowsMigrationsOfANewerReleaseAsApplied() {
    String url = TestDatabases.migrated();
    NewerRelease.migrate(url);

    assertThat(run(url, "migrate", "status").out()).endsWith("applied 9999-newer\n");
  }

  @Test
  void downToAWrongIdFailsWithoutAChange() {
    String url = TestDatabases.migrated();

    Commands.Result result = run(url, "migrate", "down", "--to", "yesterday");

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).contains("yesterday");
    assertThat(run(url, "migrate", "status").out()).doesNotContain("pending");
  }

  @Test
  void serveRefusesWhileMigrationsArePendingIfItMayNotApplyThem() {
    Commands.Result result =
        Commands.run(
            Map.of("DATABASE_URL", TestDatabases.empty(), "MIGRATE_ON_START", "false"), "serve");

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err())
        .contains("migrations are pending: 0001-genre, ")
        .contains("Run migrate up");
  }

  @Test
  void serveDoesNotMigrateADatabaseWithDataByItself() {
    String url = TestDatabases.migrated();
    run(url, "seed").mustBeDone();
    run(url, "migrate", "down", "--to", "0003-app-user").mustBeDone();

    Commands.Result result = run(url, "serve");

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).contains("migrations are pending: 0004-session");
    assertThat(run(url, "migrate", "status").out()).contains("pending 0004-session\n");
  }

  /** The port is taken, so that the server itself doesn't start. */
  @Test
  void serveFinishesAHalfInitialisedDatabase() throws IOException {
    String url = TestDatabases.migrated();
    run(url, "migrate", "down", "--to", "0002-band").mustBeDone();
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      String port = String.valueOf(taken.getLocalPort());

      Commands.Result result = Commands.run(Map.of("DATABASE_URL", url, "PORT", port), "serve");

      assertThat(result.code()).isEqualTo(1);
      assertThat(result.err()).contains("port is taken").doesNotContain("\tat ");
    }
    assertThat(run(url, "migrate", "status").out()).doesNotContain("pending");
  }

  @Test
  void seedAddsOnlyWhatIsNotThere() throws SQLException {
    String url = TestDatabases.migrated();
    assertThat(run(url, "seed").out())
        .matches("seeded 7\\d\\d genres, 1\\d{3} relations and 18\\d\\d bands\n");
    TestDatabases.execute(url, "update band set name = 'Edited' where id = 'pulp'");
    TestDatabases.execute(url, "delete from band where id = 'blur'");

    assertThat(run(url, "seed").out()).isEqualTo("seeded 0 genres, 0 relations and 1 bands\n");
    assertThat(count(url, "band where name = 'Edited'")).isEqualTo(1);
  }

  @Test
  void makeAdminCreatesPromotesAndDemotes() throws SQLException {
    String url = TestDatabases.migrated();
    Map<String, String> environment = new HashMap<>(Map.of("DATABASE_URL", url));

    assertThat(Commands.run(environment, "make-admin", "ada").err())
        .contains("ADMIN_PASSWORD is not set");
    environment.put("ADMIN_PASSWORD", "correct horse");
    assertThat(Commands.run(environment, "make-admin", "ada").out())
        .isEqualTo("created ada, who is an admin\n");
    assertThat(run(url, "make-admin", "--remove", "ada").err())
        .isEqualTo(
            "can't take the admin right from ada: there is no other admin. Make somebody else one"
                + " first.\n");
    Commands.run(environment, "make-admin", "ben").mustBeDone();
    assertThat(run(url, "make-admin", "--remove", "ada").out())
        .isEqualTo("ada is no admin any more\n");
    assertThat(count(url, "app_user where admin and username = 'ada'")).isZero();
    assertThat(run(url, "make-admin", "ADA").code()).isZero();
    assertThat(count(url, "app_user where admin and username = 'ada'")).isEqualTo(1);
  }

  @Test
  void makeAdminSaysWhenTheEmailIsTaken() {
    String url = TestDatabases.migrated();
    Map<String, String> environment =
        Map.of("DATABASE_URL", url, "ADMIN_PASSWORD", "correct horse", "ADMIN_EMAIL", "a@x.test");
    Commands.run(environment, "make-admin", "ada").mustBeDone();

    Commands.Result result = Commands.run(environment, "make-admin", "ben");

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).contains("a@x.test: set ADMIN_EMAIL").doesNotContain("\tat ");
  }

  @Test
  void makeAdminRefusesAShortPasswordWithoutRepeatingIt() {
    Commands.Result result =
        Commands.run(
            Map.of("DATABASE_URL", TestDatabases.migrated(), "ADMIN_PASSWORD", "hunter2"),
            "make-admin",
            "ada");

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).contains("10 to 72").doesNotContain("hunter2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "help",
        "migrate",
        "migrate sideways",
        "migrate down",
        "migrate down 0001-genre",
        "make-admin",
        "make-admin --force ada",
        "seed twice",
        "token",
        "token create ada",
        "token create ada ci --until 2030-12-31",
        "token list all",
        "token revoke",
        "serve now",
      })
  void aWrongCommandIsAnsweredWithTheUsage(String arguments) {
    Commands.Result result = Commands.run(Map.of(), arguments.split(" "));

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).startsWith("usage: ");
  }

  @Test
  void wrongSettingsAreToldWithoutAStackTrace() {
    Commands.Result result = Commands.run(Map.of("PORT", "x"), "serve");

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("DATABASE_URL", "PORT").doesNotContain("\tat ");
  }

  @Test
  void theDatabaseIsWaitedForNoLongerThanAsked() {
    Commands.Result result =
        Commands.run(
            Map.of(
                "DATABASE_URL", "postgresql://mg@127.0.0.1:1/music", "DATABASE_WAIT_SECONDS", "1"),
            "migrate",
            "status");

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err())
        .contains("waiting up to 1 s for postgresql://mg@127.0.0.1:1/music")
        .contains("took no connection within 1 s");
  }

  @Test
  void aDatabaseThatDoesNotExistIsNotWaitedFor() {
    String url = TestDatabases.empty().replaceAll("/[^/]*$", "/no_such_database");

    Commands.Result result = run(url, "migrate", "status");

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).contains("no_such_database").doesNotContain("waiting");
  }

  private static Commands.Result run(String url, String... arguments) {
    return Commands.run(Map.of("DATABASE_URL", url), arguments);
  }

  private static int count(String url, String from) throws SQLException {
    try (Connection connection = TestDatabases.connect(url);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select count(*) from " + from)) {
      row.next();
      return row.getInt(1);
    }
  }
}
