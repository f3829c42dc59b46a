package dev.backline.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backline.database.DatabaseAccess;
import dev.backline.database.TestDatabases;
import dev.backline.failure.BacklineException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DatabaseSwitchTest {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private DatabaseAccess live = TestDatabases.admin();
  private DatabaseAccess restored = TestDatabases.admin();
  private DatabaseSwitch.Names names =
      DatabaseSwitch.Names.at(
          live.name(), live.name().restoring(BackupFixture.NOW), BackupFixture.NOW);

  @BeforeEach
  void make() {
    live = TestDatabases.fresh("switch");
    names = DatabaseSwitch.Names.at(live.name(), BackupFixture.target(live), BackupFixture.NOW);
    TestDatabases.execute(live, "CREATE TABLE which AS SELECT 'old' AS name");
    TestDatabases.databases().createEmpty(names.restored(), live.user());
    restored = live.to(names.restored());
    TestDatabases.execute(restored, "CREATE TABLE which AS SELECT 'restored' AS name");
  }

  @Test
  void theRestoredDatabaseBecomesTheLiveOneAndTheOldOneIsKept() throws Exception {
    aSwitch().run(proof(), LIMIT);

    assertThat(aSwitch().probe(LIMIT)).isEqualTo(SwitchState.SWITCHED);
    assertThat(TestDatabases.query(live, "SELECT name FROM which")).containsExactly("restored");
    assertThatThrownBy(() -> live.to(names.before()).connect(LIMIT).close())
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("not currently accepting connections");
    TestDatabases.execute(
        TestDatabases.admin(),
        "ALTER DATABASE " + names.before().quoted() + " ALLOW_CONNECTIONS true");
    assertThat(TestDatabases.query(live.to(names.before()), "SELECT name FROM which"))
        .containsExactly("old");
  }

  @Test
  void connectedClientsAreDisconnectedAndTheirOpenTransactionsLost() throws Exception {
    try (Connection client = live.connect(LIMIT);
        Statement statement = client.createStatement();
        Connection atRestored = restored.connect(LIMIT)) {
      client.setAutoCommit(false);
      statement.execute("INSERT INTO which VALUES ('uncommitted')");

      aSwitch().run(proof(), LIMIT);

      assertThatThrownBy(() -> statement.execute("SELECT 1")).isInstanceOf(SQLException.class);
      assertThat(atRestored.isValid(1)).isFalse();
    }
    assertThat(TestDatabases.query(live, "SELECT name FROM which")).containsExactly("restored");
  }

  @Test
  void aCrashAfterTheFenceCanBeFinished() throws Exception {
    aSwitch().fence(LIMIT);
    assertThat(aSwitch().probe(LIMIT)).isEqualTo(SwitchState.FENCED);
    assertThatThrownBy(() -> live.connect(LIMIT).close())
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("not currently accepting connections");

    aSwitch().fence(LIMIT);
    aSwitch().complete(LIMIT);
    aSwitch().complete(LIMIT);

    assertThat(aSwitch().probe(LIMIT)).isEqualTo(SwitchState.SWITCHED);
    assertThat(TestDatabases.query(live, "SELECT name FROM which")).containsExactly("restored");
  }

  @Test
  void aCrashAfterTheFenceCanBeReverted() throws Exception {
    aSwitch().fence(LIMIT);

    aSwitch().revert(LIMIT);
    aSwitch().revert(LIMIT);

    assertThat(aSwitch().probe(LIMIT)).isEqualTo(SwitchState.NOT_STARTED);
    assertThat(TestDatabases.query(live, "SELECT name FROM which")).containsExactly("old");
  }

  @Test
  void aCrashBetweenTheRenamesLeavesNothingRenamed() throws Exception {
    aSwitch().fence(LIMIT);
    try (Connection connection = TestDatabases.admin().connect(LIMIT);
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(
          "ALTER DATABASE " + live.name().quoted() + " RENAME TO " + names.before().quoted());
      // Closing without a commit is what the server sees of a crash.
    }

    assertThat(aSwitch().probe(LIMIT)).isEqualTo(SwitchState.FENCED);
    aSwitch().complete(LIMIT);
    assertThat(TestDatabases.query(live, "SELECT name FROM which")).containsExactly("restored");
  }

  @Test
  void aCompletedSwitchIsNotReverted() throws Exception {
    aSwitch().run(proof(), LIMIT);

    assertThatThrownBy(() -> aSwitch().revert(LIMIT))
        .isInstanceOf(BacklineException.class)
        .hasMessageContaining("switched already");
  }

  @Test
  void isRefusedWithoutARestoredDatabaseOrWithTheProofOfAnother() {
    RestoreResult.Proven ofAnother =
        new RestoreResult.Proven(TestDatabases.admin(), 0, Duration.ZERO);
    assertThatThrownBy(() -> aSwitch().run(ofAnother, LIMIT))
        .isInstanceOf(BacklineException.class)
        .hasMessageContaining("the proof is of database postgres");

    TestDatabases.databases().drop(names.restored());
    assertThat(aSwitch().probe(LIMIT)).isEqualTo(SwitchState.NOTHING_TO_SWITCH);
    assertThatThrownBy(() -> aSwitch().run(proof(), LIMIT))
        .isInstanceOf(BacklineException.class)
        .hasMessageContaining("there is no database");
    assertThat(TestDatabases.query(live, "SELECT name FROM which")).containsExactly("old");
  }

  @Test
  void settingsAndPrivilegesOfTheDatabaseGoOver() throws Exception {
    DatabaseAccess reader = TestDatabases.fresh("reader");
    TestDatabases.execute(
        TestDatabases.admin(),
        "ALTER DATABASE " + live.name().quoted() + " SET search_path = public, \"o dd\"",
        "ALTER ROLE "
            + live.user().quoted()
            + " IN DATABASE "
            + live.name().quoted()
            + " SET lock_timeout = '2s'",
        "GRANT CONNECT ON DATABASE " + live.name().quoted() + " TO " + reader.user().quoted());

    aSwitch().run(proof(), LIMIT);

    assertThat(TestDatabases.query(live, "SHOW search_path")).containsExactly("public, \"o dd\"");
    assertThat(TestDatabases.query(live, "SHOW lock_timeout")).containsExactly("2s");
    assertThat(TestDatabases.query(reader.to(live.name()), "SELECT 1")).containsExactly("1");
  }

  private DatabaseSwitch aSwitch() {
    return new DatabaseSwitch(TestDatabases.admin(), names);
  }

  private RestoreResult.Proven proof() {
    return new RestoreResult.Proven(restored, 1, Duration.ofSeconds(1));
  }
}
