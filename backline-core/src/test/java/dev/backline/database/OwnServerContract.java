package dev.backline.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backline.failure.BacklineException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What servers that Backline starts keep to besides. */
public abstract class OwnServerContract extends DatabaseServerContract {

  /** Ends the server as a crash of its machine would; its data stays. */
  protected abstract void stop() throws InterruptedException;

  @Test
  void aServerThatStoppedIsStartedAgainWithItsData() throws InterruptedException {
    TestDatabases.execute(
        running().ensure(), "DROP TABLE IF EXISTS survivor", "CREATE TABLE survivor AS SELECT 3 n");
    stop();

    assertThat(TestDatabases.query(running().ensure(), "SELECT n FROM survivor"))
        .containsExactly("3");
  }

  @Test
  void aQuestionThatFailsIsAFailureAndNoEmptyDatabase() throws InterruptedException {
    RunningServer before = running();
    before.ensure();
    stop();

    assertThatThrownBy(before::ensure).isInstanceOf(BacklineException.class);
    assertThatThrownBy(before::version).isInstanceOf(BacklineException.class);
    assertThatThrownBy(() -> before.drop(new DatabaseName("any")))
        .isInstanceOf(BacklineException.class);
  }

  @Test
  void whatIsHalfMadeIsFinished() throws InterruptedException {
    RunningServer server = running();
    server.ensure();
    DatabaseAccess admin = server.admin(new DatabaseName("postgres"));
    // Role without a database and with another password; as after a crash, and a lost file.
    TestDatabases.execute(
        admin,
        "DROP DATABASE " + server.live().quoted() + " WITH (FORCE)",
        "ALTER ROLE " + server.role().quoted() + " PASSWORD 'another'");

    assertThat(TestDatabases.query(server.ensure(), "SELECT current_user"))
        .containsExactly(server.role().value());
  }

  @Test
  void aCopyIsHandedToARoleThatReachesNothingElse() throws InterruptedException {
    RunningServer server = running();
    DatabaseAccess live = server.ensure();
    DatabaseName copy = server.live().rehearsal(Instant.parse("2026-03-01T12:00:00Z"));
    server.drop(copy);
    server.createEmpty(copy, server.role());
    TestDatabases.execute(
        live.to(copy),
        "CREATE TYPE mood AS ENUM ('fine')",
        "CREATE SCHEMA side",
        "CREATE TABLE side.kept (id serial PRIMARY KEY, mood mood)",
        "CREATE VIEW seen AS SELECT * FROM side.kept",
        "CREATE MATERIALIZED VIEW counted AS SELECT count(*) FROM side.kept",
        "CREATE SEQUENCE alone",
        "CREATE STATISTICS side.both ON id, mood FROM side.kept",
        "CREATE FUNCTION one(\"of these\" int) RETURNS int LANGUAGE sql AS 'SELECT 1'");

    DatabaseAccess handed = server.handOver(copy);

    assertThat(handed.name()).isEqualTo(copy);
    TestDatabases.execute(
        handed,
        "ALTER TYPE mood ADD VALUE 'better'",
        "ALTER TABLE side.kept ADD more int",
        "DROP VIEW seen",
        "REFRESH MATERIALIZED VIEW counted",
        "ALTER SEQUENCE alone RESTART",
        "DROP STATISTICS side.both",
        "DROP FUNCTION one(int)",
        "DROP SCHEMA side CASCADE");
    assertThatThrownBy(() -> handed.to(server.live()).connect(TestDatabases.LIMIT).close())
        .hasMessageContaining("permission denied for database");
    assertThat(TestDatabases.query(live, "SELECT current_user"))
        .containsExactly(server.role().value());
    assertThatThrownBy(() -> server.handOver(server.live())).isInstanceOf(BacklineException.class);
    server.drop(copy);
  }

  @Test
  void migrationsActAsTheAppsRoleWithinTheirLimits() throws InterruptedException {
    RunningServer server = running();
    DatabaseAccess live = server.ensure();
    DatabaseAccess migrator =
        server.migrator(Duration.ofSeconds(2), Duration.ofSeconds(33)).orElseThrow();

    TestDatabases.execute(migrator, "DROP TABLE IF EXISTS made", "CREATE TABLE made (id int)");

    assertThat(
            TestDatabases.query(live, "SELECT tableowner FROM pg_tables WHERE tablename = 'made'"))
        .containsExactly(server.role().value());
    assertThat(TestDatabases.query(migrator, "SHOW lock_timeout")).containsExactly("2s");
    assertThat(TestDatabases.query(migrator, "SELECT session_user"))
        .isNotEqualTo(TestDatabases.query(live, "SELECT session_user"));
    assertThat(TestDatabases.query(live, "SHOW lock_timeout")).containsExactly("0");
  }
}
