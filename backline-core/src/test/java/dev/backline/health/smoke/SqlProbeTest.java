package dev.backline.health.smoke;

import static dev.backline.health.smoke.SmokeDeclarations.sql;
import static dev.backline.health.smoke.SmokeDeclarations.test;
import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.database.DatabaseAccess;
import dev.backline.database.DatabaseName;
import dev.backline.database.RoleName;
import dev.backline.secret.Masker;
import dev.backline.secret.Secret;
import dev.backline.testing.PostgresCluster;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(90)
class SqlProbeTest {

  private static final PostgresCluster CLUSTER = PostgresCluster.shared();
  private static final DatabaseAccess ACCESS =
      new DatabaseAccess(
          "127.0.0.1",
          CLUSTER.port(),
          new DatabaseName("postgres"),
          new RoleName(PostgresCluster.USER),
          Secret.of(PostgresCluster.PASSWORD));

  @BeforeAll
  static void makeTable() throws SQLException {
    CLUSTER.execute(
        "drop table if exists smoke_band; create table smoke_band (name text);"
            + " insert into smoke_band values ('Abba'), ('Can')");
  }

  @Test
  void comparesTheFirstColumnOfTheFirstRow() throws InterruptedException {
    assertThat(came("select count(*), 'x' from smoke_band", "2")).isEmpty();
    assertThat(came("select name from smoke_band order by 1", "Abba")).isEmpty();
    assertThat(came("select exists (select from smoke_band)", "true")).isEmpty();
    assertThat(came("select null::text", "")).isEmpty();
    assertThat(came("select 1.50::numeric", "1.50")).isEmpty();
    assertThat(came("select array[1,2]", "{1,2}")).isEmpty();
    assertThat(came("select count(*) from smoke_band", "3")).contains("'2'");
    assertThat(came("select name from smoke_band where false", "x")).contains("no row");
  }

  @Test
  void tellsWhatPostgresqlSaid() throws InterruptedException {
    assertThat(came("select * from no_such_table", "1"))
        .get()
        .asString()
        .startsWith("the error: ERROR: relation \"no_such_table\" does not exist");
  }

  @Test
  void canNotWrite() throws Exception {
    for (String attempt :
        List.of(
            "insert into smoke_band values ('Queen') returning 1",
            "commit; insert into smoke_band values ('Queen') returning 1",
            "drop table smoke_band",
            "select nextval('smoke_seq')")) {
      assertThat(came(attempt, "1")).as(attempt).isPresent();
    }
    assertThat(came("select count(*) from smoke_band", "2")).isEmpty();
  }

  @Test
  void aSlowQueryIsCancelledOnTheServerToo() throws Exception {
    SmokeReport report = run("select pg_sleep(77)", "", Duration.ofMillis(500));

    assertThat(report.passed()).isFalse();
    assertThat(report.took()).isLessThan(Duration.ofSeconds(5));
    assertThat(
            came(
                "select count(*) from (select pg_sleep(0.7)) as wait, pg_stat_activity where query"
                    + " = 'select pg_sleep(77)' and state = 'active'",
                "0"))
        .isEmpty();
  }

  @Test
  void aReleaseWithoutADatabaseFailsIt() throws InterruptedException {
    SmokeReport report =
        SmokeTests.run(
            List.of(test("sql", sql("select 1", "1"))),
            new SmokeTarget(
                URI.create("http://127.0.0.1:1"),
                Optional.empty(),
                placeholder -> "",
                Masker.none()),
            Duration.ofSeconds(10),
            result -> {});

    assertThat(report.failed().getFirst().findings().getFirst().came()).contains("no database");
  }

  private static Optional<String> came(String query, String expected) throws InterruptedException {
    return run(query, expected, Duration.ofSeconds(10)).results().getFirst().findings().stream()
        .map(Finding::came)
        .findFirst();
  }

  private static SmokeReport run(String query, String expected, Duration timeout)
      throws InterruptedException {
    return SmokeTests.run(
        List.of(test("sql", timeout, sql(query, expected))),
        new SmokeTarget(
            URI.create("http://127.0.0.1:1"),
            Optional.of(ACCESS::connect),
            placeholder -> "",
            Masker.none()),
        Duration.ofSeconds(30),
        result -> {});
  }
}
