package dev.backline.database.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;

class TracedStatementsTest {

  private final WatchedDatabase database =
      WatchedDatabase.open(
          "CREATE TABLE band (id int PRIMARY KEY DEFERRABLE INITIALLY DEFERRED, name text)");

  @AfterEach
  void close() {
    database.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"simple", "extended", "extendedForPrepared"})
  void eachStatementIsToldWithTextRowsAndTime(String mode) throws SQLException {
    try (Connection connection = database.connect(mode)) {
      WatchedDatabase.execute(
          connection,
          "INSERT INTO band VALUES (1, 'Can'), (2, 'Neu!')",
          "UPDATE band SET name = 'Faust' WHERE id = 2",
          "SELECT pg_sleep(0.05)",
          "CREATE TABLE genre ()");
    }

    assertThat(database.told("INSERT").rows()).hasValue(2);
    assertThat(database.told("UPDATE").rows()).hasValue(1);
    assertThat(database.told("CREATE").rows()).isEmpty();
    assertThat(database.told("SELECT pg_sleep").took())
        .isBetween(Duration.ofMillis(50), Duration.ofSeconds(10));
    assertThat(database.trace().statements())
        .allSatisfy(statement -> {
          assertThat(statement.connection()).isEqualTo(1);
          assertThat(statement.inTransaction()).isFalse();
          assertThat(statement.failure()).isEmpty();
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"simple", "extended"})
  void whatFailsIsToldWithItsSqlStateAndTheClientIsToldTheSame(String mode) throws SQLException {
    try (Connection connection = database.connect(mode)) {
      connection.setAutoCommit(false);
      WatchedDatabase.execute(connection, "INSERT INTO band VALUES (1, 'Can')");
      assertThatThrownBy(() -> WatchedDatabase.execute(connection, "SELECT 1 / 0"))
          .hasMessageContaining("division by zero");
      assertThatThrownBy(() -> WatchedDatabase.execute(connection, "SELECT 2"))
          .hasMessageContaining("current transaction is aborted");
      connection.rollback();
      assertThatThrownBy(() -> WatchedDatabase.execute(connection, "SELEKT"))
          .hasMessageContaining("syntax error");
      connection.rollback();
      assertThat(WatchedDatabase.query(connection, "SELECT count(*) FROM band")).isEqualTo("0");
    }

    assertThat(database.told("SELECT 1 / 0").failure()).hasValue("22012: division by zero");
    assertThat(database.told("SELECT 2").failure().orElseThrow()).startsWith("25P02: ");
    assertThat(database.told("SELEKT").failure().orElseThrow()).startsWith("42601: syntax error");
    assertThat(database.told("INSERT").failure()).isEmpty();
    assertThat(database.told("SELECT count").failure()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"simple", "extended"})
  void tellsWhatRanInATransaction(String mode) throws SQLException {
    try (Connection connection = database.connect(mode)) {
      WatchedDatabase.execute(connection, "SELECT 1");
      WatchedDatabase.transact(connection, "SELECT 2", "SAVEPOINT s", "ROLLBACK TO s", "SELECT 3");
      WatchedDatabase.execute(connection, "SELECT 4");
    }

    assertThat(database.trace().statements())
        .filteredOn(TracedStatement::inTransaction)
        .extracting(TracedStatement::sql)
        .containsExactly("SELECT 2", "SAVEPOINT s", "ROLLBACK TO s", "SELECT 3", "COMMIT");
  }

  @ParameterizedTest
  @ValueSource(strings = {"simple", "extended"})
  void whatFailsOnlyWhenItIsCommittedIsToldAsFailed(String mode) throws SQLException {
    try (Connection connection = database.connect(mode)) {
      assertThatThrownBy(() ->
              WatchedDatabase.execute(
                  connection, "INSERT INTO band VALUES (1, 'Can'), (1, 'Faust')"))
          .isInstanceOf(SQLException.class);
      assertThat(WatchedDatabase.query(connection, "SELECT count(*) FROM band")).isEqualTo("0");
    }

    assertThat(database.told("INSERT").failure().orElseThrow()).startsWith("23505: ");
    assertThat(database.told("SELECT count").failure()).isEmpty();
  }

  @Test
  void severalStatementsInOneMessageAreOne() throws SQLException {
    try (Connection connection = database.connect("simple")) {
      WatchedDatabase.execute(
          connection, "INSERT INTO band VALUES (1, 'Can'); INSERT INTO band VALUES (2, 'Neu!')");
    }

    assertThat(database.told("INSERT").rows()).hasValue(2);
    assertThat(database.told("INSERT").sql()).endsWith("(2, 'Neu!')");
  }

  @Test
  void statementsThatAreSentWithoutWaitingAreToldOneByOne() throws SQLException {
    try (Connection connection = database.connect("extended");
        PreparedStatement insert =
            connection.prepareStatement("INSERT INTO band VALUES (?, repeat('x', 500))")) {
      connection.setAutoCommit(false);
      for (int id = 0; id < 1000; id++) {
        insert.setInt(1, id);
        insert.addBatch();
      }
      assertThat(insert.executeBatch()).hasSize(1000).containsOnly(1);
      connection.commit();
    }

    List<TracedStatement> inserts =
        database.trace().statements().stream()
            .filter(statement -> statement.sql().startsWith("INSERT"))
            .toList();
    assertThat(inserts).hasSize(1000).allMatch(TracedStatement::inTransaction);
    assertThat(inserts.getFirst().locks()).hasSize(1);
    assertThat(inserts.subList(1, 1000)).allMatch(insert -> insert.locks().isEmpty());
  }

  @Test
  void aBatchThatFailsHalfWayFailsForTheClientAsWithoutATrace() throws SQLException {
    try (Connection connection = database.connect("extended");
        PreparedStatement insert =
            connection.prepareStatement("INSERT INTO band SELECT ?, 1 / (? - 3)")) {
      for (int id = 0; id < 10; id++) {
        insert.setInt(1, id);
        insert.setInt(2, id);
        insert.addBatch();
      }
      assertThatThrownBy(insert::executeBatch).hasMessageContaining("division by zero");
      assertThat(WatchedDatabase.query(connection, "SELECT count(*) FROM band")).isEqualTo("0");
    }

    assertThat(database.trace().statements())
        .filteredOn(statement -> statement.failure().isPresent())
        .hasSize(1);
  }

  @Test
  void preparedStatementsAreToldByTheirTextEachTime() throws SQLException {
    try (Connection connection = database.connect("extended", "prepareThreshold", "1");
        PreparedStatement statement = connection.prepareStatement("SELECT ?::int + 1")) {
      for (int round = 0; round < 4; round++) {
        statement.setInt(1, round);
        try (ResultSet rows = statement.executeQuery()) {
          assertThat(rows.next()).isTrue();
          assertThat(rows.getInt(1)).isEqualTo(round + 1);
        }
      }
    }

    assertThat(database.sqls()).filteredOn("SELECT $1::int + 1"::equals).hasSize(4);
  }

  @Test
  void aResultThatIsFetchedInPortionsIsOneStatement() throws SQLException {
    try (Connection connection = database.connect("extended")) {
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.setFetchSize(100);
        try (ResultSet rows = statement.executeQuery("SELECT generate_series(1, 950)")) {
          int count = 0;
          while (rows.next()) {
            count++;
          }
          assertThat(count).isEqualTo(950);
        }
      }
      connection.commit();
    }

    assertThat(database.told("SELECT generate").rows()).hasValue(950);
  }

  @Test
  void connectionsAreToldApart() throws SQLException {
    try (Connection first = database.connect("extended");
        Connection second = database.connect("simple")) {
      first.setAutoCommit(false);
      WatchedDatabase.execute(first, "INSERT INTO band VALUES (1, 'Can')");
      WatchedDatabase.execute(second, "INSERT INTO band VALUES (2, 'Neu!')");
      first.commit();
    }

    assertThat(database.trace().statements())
        .filteredOn(statement -> statement.sql().startsWith("INSERT"))
        .extracting(TracedStatement::connection, TracedStatement::inTransaction)
        .containsExactly(tuple(1, true), tuple(2, false));
  }

  @Test
  void noticesAndNotificationsReachTheClient() throws SQLException {
    try (Connection connection = database.connect("extended");
        Statement statement = connection.createStatement()) {
      statement.execute("LISTEN encore");
      statement.execute("DO $$BEGIN RAISE NOTICE 'louder'; END$$");
      assertThat(Objects.requireNonNull(statement.getWarnings()).getMessage()).isEqualTo("louder");
      statement.execute("NOTIFY encore, 'again'");
      assertThat(connection.unwrap(PGConnection.class).getNotifications())
          .singleElement()
          .satisfies(heard -> assertThat(heard.getParameter()).isEqualTo("again"));
    }
  }

  @Test
  void anEmptyStatementIsNone() throws SQLException {
    for (String mode : List.of("simple", "extended")) {
      try (Connection connection = database.connect(mode)) {
        WatchedDatabase.execute(connection, "", ";", "SELECT 1");
      }
    }

    assertThat(database.sqls()).filteredOn(sql -> sql.isBlank() || sql.equals(";")).isEmpty();
  }
}
