package dev.backline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.config.AppName;
import dev.backline.config.EnvironmentName;
import dev.backline.config.SecretName;
import dev.backline.pipeline.RunParameters;
import dev.backline.proof.Outcome;
import dev.backline.proof.PartName;
import dev.backline.proof.Proof;
import dev.backline.run.RunKind;
import dev.backline.run.RunRecord;
import dev.backline.secret.Secret;
import dev.backline.testing.PostgresCluster;
import dev.backline.testing.TestHost;
import dev.backline.testing.TinyImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Dev on one host and production on two, whose databases are on a server that somebody else looks
 * after, as a role that may make databases and no more.
 */
@Tag("long")
@TestMethodOrder(
    MethodOrderer.OrderAnnotation.class) // One story: each part begins where one ended.
class HostsGivenDatabaseTest {

  private static final String ROLE = "given_owner";
  private static final String DATABASE = "given";
  private static final String DEV_DATABASE = "given_dev";
  private static final String PASSWORD = "a-given-password";
  private static final String SERVICES =
      "services: {cache: {image: '"
          + TinyImage.REFERENCE
          + "', command: [serve, '6379'], volumes: ['kept:/kept']}}";
  private static final String COMMAND =
      "command: [bash, -c, 'exec 3<>/dev/tcp/cache/6379 && exec java -XX:TieredStopAtLevel=1"
          + " -XX:+UseSerialGC -Xmx64m -cp . Tiny']";

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  static Path directory;

  private static HostsInstallation installation;
  private static PostgresCluster server;
  private static int changes;

  @BeforeAll
  static void makeHostsAndServer() throws Exception {
    installation = HostsInstallation.ofTinyApp(directory, 2);
    Path folder = Files.createDirectory(directory.resolve("server"));
    server = PostgresCluster.start(folder, installation.machine());
    server.execute("CREATE ROLE " + ROLE + " LOGIN CREATEDB PASSWORD '" + PASSWORD + "'");
    for (String database : List.of(DATABASE, DEV_DATABASE)) {
      server.execute("CREATE DATABASE " + database + " OWNER " + ROLE);
    }
    for (TestHost host : installation.hosts()) {
      host.load(TinyImage.archive());
    }
    for (EnvironmentName environment : List.of(HostsInstallation.DEV, HostsInstallation.PROD)) {
      installation
          .backline()
          .parts()
          .secrets()
          .of(new AppName(TinyApp.NAME), environment)
          .set(new SecretName("DB_PASSWORD"), Secret.of(PASSWORD));
    }
    TinyMigrations.addTo(installation.tiny());
    installation
        .tiny()
        .edit(
            "backline.yml",
            text ->
                text.replace("run:", "secrets: [DB_PASSWORD]\nrun:")
                        .replace(
                            "watch: {window: 0s}",
                            "watch: {window: 0s}\n    rehearse: withMigrations")
                        .replace(
                            "  prod:\n    follows: main\n", dev(text) + "  prod:\n    from: dev\n")
                    + given(DATABASE));
  }

  /** Beside production on its first host, with a database of its own. */
  private static String dev(String both) {
    String login = both.lines().filter(line -> line.contains("hosts: {")).findFirst().orElseThrow();
    String key = both.lines().filter(line -> line.contains("sshKey: ")).findFirst().orElseThrow();
    return """
      dev:
        follows: main
        listen: 0.0.0.0:8090
        watch: {window: 0s}
        compose: {bluePort: 18201, greenPort: 18202}
    """
        + login.substring(0, login.indexOf(", web2"))
        + "}\n"
        + key
        + "\n"
        + given(DEV_DATABASE);
  }

  private static String given(String database) {
    return "    database: {given: {address: %s, port: %d, name: %s, user: %s, password: DB_PASSWORD}}\n"
        .formatted(installation.machine(), server.port(), database, ROLE);
  }

  @AfterAll
  static void endEverything() {
    installation.close();
    server.close();
  }

  @Test
  @Order(1)
  void theFirstReleaseFindsItsDatabase() throws Exception {
    installation.succeeded(deliver());
    assertThat(tables()).contains("visit");
    put("before the second release");
  }

  @Test
  @Order(2)
  void aMigrationIsBackedUpRehearsedOnTheSameServerAndRunWithoutAFailedRequest() throws Exception {
    installation.tiny().migration("002-note", "note");
    try (Load some = Load.leisurely(url(0));
        Load others = Load.leisurely(url(1))) {
      RunRecord run = installation.succeeded(deliver());
      System.out.println("on a given database: " + installation.times(run));
      Proof proof = proof(run);
      assertThat(proof.parts()).as(installation.story(run)).hasSize(PartName.values().length);
      assertThat(proof.parts())
          .as(installation.story(run))
          .allMatch(part -> part.outcome() == Outcome.PASSED);
      assertThat(some.failures()).isEmpty();
      assertThat(others.failures()).isEmpty();
    }
    assertThat(tables()).contains("note");
    assertThat(databases()).as("no copy is left").containsExactlyInAnyOrder(DATABASE, DEV_DATABASE);
  }

  @Test
  @Order(3)
  void rollingBackByMigrationTakesTheTableAwayAndKeepsWhatWasWritten() throws Exception {
    put("by the second release");
    try (Load some = Load.leisurely(url(0));
        Load others = Load.leisurely(url(1))) {
      installation.succeeded(rollback("migration"));
      assertThat(some.failures()).isEmpty();
      assertThat(others.failures()).isEmpty();
    }
    assertThat(tables()).contains("visit").doesNotContain("note");
    assertThat(notes()).containsExactly("before the second release", "by the second release");
  }

  @Test
  @Order(4)
  void aFullRollbackBringsTheDatabaseOfThenBackAndTellsWhatItLoses() throws Exception {
    installation.tiny().migration("003-other", "other");
    installation.succeeded(deliver());
    put("lost");
    RunRecord run = installation.succeeded(rollback("full"));

    assertThat(installation.story(run)).contains("visit");
    assertThat(tables()).contains("visit").doesNotContain("other", "note");
    assertThat(notes()).containsExactly("before the second release", "by the second release");
    assertThat(HostsInstallation.served(url(0)))
        .isEqualTo(HostsInstallation.served(url(1)))
        .isNotEqualTo("?");
  }

  /** A release that does not start without one, while production's is not up yet. */
  @Test
  @Order(5)
  void aReleaseThatNeedsAServiceToStartIsTriedWithOneOfItsOwn() throws Exception {
    installation
        .tiny()
        .migration("004-more", "more")
        .edit(
            "backline.yml",
            text ->
                text.replaceFirst("command: \\[java, '-XX:T.*", COMMAND)
                        .replace("greenPort: 18202}", "greenPort: 18202, " + SERVICES + "}")
                    + "    compose: {"
                    + SERVICES
                    + "}\n");
    RunRecord run = installation.succeeded(deliver());
    assertThat(proof(run).parts())
        .as(installation.story(run))
        .allMatch(part -> part.outcome() == Outcome.PASSED);
    assertThat(tables()).contains("more");
    RehearsalLeftovers.assertNone(installation.hosts());
  }

  private static RunRecord deliver() throws Exception {
    installation.tiny().behaviour("note=" + ++changes).commit("Change " + changes);
    installation.succeeded(installation.deploy(HostsInstallation.DEV));
    return installation.promote();
  }

  private static RunRecord rollback(String way) throws Exception {
    Map<String, String> parameters = new HashMap<>();
    parameters.put(RunParameters.WAY, way);
    return installation.run(RunKind.ROLLBACK, HostsInstallation.PROD, parameters);
  }

  private static Proof proof(RunRecord run) {
    return installation.backline().proofs().find(run.id()).orElseThrow();
  }

  private static String url(int host) {
    return installation.urlOf(installation.hosts().get(host));
  }

  private static void put(String note) throws SQLException {
    try (Connection connection = connect();
        Statement sql = connection.createStatement()) {
      sql.execute("insert into visit (note) values ('" + note + "')");
    }
  }

  private static List<String> notes() throws SQLException {
    return texts("select note from visit order by id");
  }

  private static List<String> tables() throws SQLException {
    return texts("select tablename from pg_tables where schemaname = 'public' order by 1");
  }

  /** Those that serve and those that are copies; what a full rollback keeps is neither. */
  private static List<String> databases() throws SQLException {
    return texts(
        "select datname from pg_database where not datistemplate and datname <> 'postgres'");
  }

  private static List<String> texts(String query) throws SQLException {
    try (Connection connection = connect();
        Statement sql = connection.createStatement();
        ResultSet rows = sql.executeQuery(query)) {
      List<String> texts = new java.util.ArrayList<>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    }
  }

  private static Connection connect() throws SQLException {
    return DriverManager.getConnection(server.jdbcUrl(DATABASE), ROLE, PASSWORD);
  }
}
