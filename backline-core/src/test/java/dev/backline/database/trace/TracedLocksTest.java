package dev.backline.database.trace;

import static dev.backline.database.trace.LockMode.ACCESS_EXCLUSIVE;
import static dev.backline.database.trace.LockMode.ROW_EXCLUSIVE;
import static dev.backline.database.trace.LockMode.SHARE;
import static dev.backline.database.trace.LockMode.SHARE_ROW_EXCLUSIVE;
import static dev.backline.database.trace.LockMode.SHARE_UPDATE_EXCLUSIVE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.database.catalogue.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TracedLocksTest {

  private final WatchedDatabase database =
      WatchedDatabase.open(
          "CREATE TABLE band (id int PRIMARY KEY, name text)",
          "CREATE TABLE genre (id int PRIMARY KEY)",
          "INSERT INTO band SELECT n, md5(n::text) FROM generate_series(1, 100000) n");

  @AfterEach
  void close() {
    database.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"simple", "extended"})
  void aStatementIsToldTheLocksThatItsTransactionDidNotHoldBefore(String mode) throws SQLException {
    try (Connection connection = database.connect(mode)) {
      WatchedDatabase.transact(
          connection,
          "UPDATE band SET name = '' WHERE id = 1",
          "ALTER TABLE band ADD COLUMN founded int",
          "ALTER TABLE band ADD COLUMN home text",
          "LOCK TABLE genre IN SHARE ROW EXCLUSIVE MODE");
    }

    assertLocks("UPDATE", lock("band", ROW_EXCLUSIVE));
    assertLocks("ALTER TABLE band ADD COLUMN founded", lock("band", ACCESS_EXCLUSIVE));
    assertLocks("ALTER TABLE band ADD COLUMN home");
    assertLocks("LOCK", lock("genre", SHARE_ROW_EXCLUSIVE));
    assertLocks("COMMIT");
  }

  @ParameterizedTest
  @ValueSource(strings = {"simple", "extended"})
  void aTableOfTheSameTransactionIsCreated(String mode) throws SQLException {
    try (Connection connection = database.connect(mode)) {
      WatchedDatabase.transact(
          connection,
          "CREATE TABLE venue (id serial PRIMARY KEY, genre int REFERENCES genre)",
          "ALTER TABLE venue ADD COLUMN town text",
          "CREATE INDEX venue_town ON venue (town)");
      WatchedDatabase.execute(connection, "ALTER TABLE venue DROP COLUMN town");
    }

    assertThat(database.told("CREATE TABLE").locks())
        .contains(new TakenLock(TableName.ofPublic("venue"), ACCESS_EXCLUSIVE, true))
        .contains(lock("genre", SHARE_ROW_EXCLUSIVE))
        .allMatch(lock -> lock.created() == lock.table().table().equals("venue"));
    assertThat(database.told("CREATE INDEX").locks()).allMatch(TakenLock::created);
    assertLocks("ALTER TABLE venue DROP", lock("venue", ACCESS_EXCLUSIVE));
  }

  @Test
  void aTableWhoseCreationIsRolledBackIsLeftOut() throws SQLException {
    try (Connection connection = database.connect("extended")) {
      connection.setAutoCommit(false);
      WatchedDatabase.execute(connection, "CREATE TABLE venue (id int REFERENCES genre)");
      connection.rollback();
    }

    assertThat(database.told("CREATE TABLE").locks())
        .isNotEmpty()
        .allMatch(lock -> lock.table().equals(TableName.ofPublic("genre")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"simple", "extended"})
  void dataDefinitionThatCommitsByItselfIsToldExactly(String mode) throws SQLException {
    try (Connection connection = database.connect(mode)) {
      WatchedDatabase.execute(
          connection,
          "CREATE TABLE venue ()",
          "ALTER TABLE genre ADD COLUMN name text",
          "CREATE INDEX genre_name ON genre (name)",
          "ALTER TABLE genre ALTER COLUMN name SET STATISTICS 10",
          "DROP TABLE venue",
          "DROP TABLE genre");
    }

    assertThat(database.told("CREATE TABLE").locks())
        .allMatch(TakenLock::created)
        .extracting(TakenLock::mode)
        .contains(ACCESS_EXCLUSIVE);
    assertLocks("ALTER TABLE genre ADD", lock("genre", ACCESS_EXCLUSIVE));
    assertLocks("CREATE INDEX", lock("genre", SHARE));
    assertLocks("ALTER TABLE genre ALTER", lock("genre", SHARE_UPDATE_EXCLUSIVE));
    assertLocks("DROP TABLE venue", lock("venue", ACCESS_EXCLUSIVE));
    assertLocks("DROP TABLE genre", lock("genre", ACCESS_EXCLUSIVE));
  }

  @Test
  void inTheExtendedProtocolAllThatCommitsByItselfIsToldExactly() throws SQLException {
    try (Connection connection = database.connect("extended")) {
      WatchedDatabase.execute(
          connection,
          "TRUNCATE genre",
          "DELETE FROM band WHERE id = 1",
          "SELECT count(*) FROM band");
    }

    assertThat(database.told("TRUNCATE").locks()).contains(lock("genre", ACCESS_EXCLUSIVE));
    assertLocks("DELETE", lock("band", ROW_EXCLUSIVE));
    assertLocks("SELECT count", lock("band", LockMode.ACCESS_SHARE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"simple", "extended"})
  void locksThatAreGoneAtTheEndAreSeenMeanwhile(String mode) throws SQLException {
    try (Connection connection = database.connect(mode)) {
      WatchedDatabase.execute(
          connection,
          "UPDATE band SET name = upper(name)",
          "CREATE INDEX CONCURRENTLY band_name ON band (name)");
    }

    assertThat(database.told("UPDATE").locks()).contains(lock("band", ROW_EXCLUSIVE));
    assertThat(database.told("CREATE INDEX").locks())
        .contains(lock("band", SHARE_UPDATE_EXCLUSIVE))
        .noneMatch(lock -> lock.mode().stopsWrites());
  }

  @Test
  void temporaryTablesAndTheSystemsAreLeftOut() throws SQLException {
    try (Connection connection = database.connect("extended")) {
      WatchedDatabase.transact(
          connection,
          "CREATE TEMPORARY TABLE passing AS SELECT 1 AS id",
          "ALTER TABLE passing ADD COLUMN name text",
          "SELECT count(*) FROM pg_catalog.pg_class");
    }

    assertThat(database.trace().statements()).allMatch(told -> told.locks().isEmpty());
  }

  @Test
  void partitionsAndTheirTableAreTold() throws SQLException {
    try (Connection connection = database.connect("extended")) {
      WatchedDatabase.execute(
          connection,
          "CREATE TABLE gig (at date) PARTITION BY RANGE (at)",
          "CREATE TABLE gig_2026 PARTITION OF gig FOR VALUES FROM ('2026-01-01') TO"
              + " ('2027-01-01')");
      WatchedDatabase.execute(connection, "ALTER TABLE gig ADD COLUMN town text");
    }

    assertLocks(
        "ALTER TABLE gig", lock("gig", ACCESS_EXCLUSIVE), lock("gig_2026", ACCESS_EXCLUSIVE));
  }

  private void assertLocks(String sql, TakenLock... locks) {
    assertThat(database.told(sql).locks()).as(sql).containsExactlyInAnyOrder(locks);
  }

  private static TakenLock lock(String table, LockMode mode) {
    return new TakenLock(TableName.ofPublic(table), mode, false);
  }
}
