package dev.backline.database.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.database.TestDatabases;
import dev.backline.database.catalogue.SchemaFingerprint;
import dev.backline.database.catalogue.SchemaReader;
import dev.backline.database.catalogue.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TracedRewritesTest {

  private static final TableName BAND = TableName.ofPublic("band");

  private static final String[] SCHEMA = {
    "CREATE TABLE band (id int, name text)", "INSERT INTO band VALUES (1, 'Can'), (2, 'Neu!')"
  };

  @ParameterizedTest
  @ValueSource(strings = {"simple", "extended"})
  void aRewriteIsToldOfTheStatementThatMadeIt(String mode) throws SQLException {
    try (WatchedDatabase database = WatchedDatabase.open(SCHEMA);
        Connection connection = database.connect(mode)) {
      WatchedDatabase.transact(
          connection,
          "ALTER TABLE band ADD COLUMN founded int DEFAULT 1968",
          "ALTER TABLE band ALTER COLUMN id TYPE bigint",
          "ALTER TABLE band ADD COLUMN home text");
      WatchedDatabase.execute(
          connection,
          "ALTER TABLE band ADD COLUMN seen timestamptz DEFAULT clock_timestamp()",
          "ALTER TABLE band ALTER COLUMN name TYPE varchar");

      assertThat(database.trace().statements())
          .filteredOn(statement -> !statement.rewritten().isEmpty())
          .allSatisfy(statement -> assertThat(statement.rewritten()).containsExactly(BAND))
          .extracting(TracedStatement::sql)
          .containsExactly(
              "ALTER TABLE band ALTER COLUMN id TYPE bigint",
              "ALTER TABLE band ADD COLUMN seen timestamptz DEFAULT clock_timestamp()");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"simple", "extended"})
  void vacuumFullAndClusterRewriteAndTruncateDoesNot(String mode) throws SQLException {
    try (WatchedDatabase database = WatchedDatabase.open(SCHEMA);
        Connection connection = database.connect(mode)) {
      WatchedDatabase.execute(
          connection,
          "CREATE INDEX band_id ON band (id)",
          "VACUUM FULL band",
          "CLUSTER band USING band_id",
          "VACUUM band",
          "TRUNCATE band");

      assertThat(database.trace().statements())
          .filteredOn(statement -> statement.rewritten().contains(BAND))
          .extracting(TracedStatement::sql)
          .containsExactly("VACUUM FULL band", "CLUSTER band USING band_id");
    }
  }

  @Test
  void theClientHearsNothingOfItAndNoSettingOfItsHidesIt() throws SQLException {
    try (WatchedDatabase database = WatchedDatabase.open(SCHEMA);
        Connection connection = database.connect("extended");
        Statement statement = connection.createStatement()) {
      for (String setting : new String[] {"info", "debug1", "error"}) {
        statement.execute("SET client_min_messages = " + setting);
        statement.execute("SET search_path = public, pg_catalog");
        statement.execute("ALTER TABLE band ALTER COLUMN id TYPE bigint /* " + setting + " */");
        for (var heard = statement.getWarnings(); heard != null; heard = heard.getNextWarning()) {
          assertThat(heard.getMessage()).doesNotContain(EventTriggers.MARK);
        }
        statement.clearWarnings();
        statement.execute("ALTER TABLE band ALTER COLUMN id TYPE int");
      }

      assertThat(database.trace().statements())
          .filteredOn(told -> told.sql().contains("TYPE bigint"))
          .hasSize(3)
          .allSatisfy(told -> assertThat(told.rewritten()).containsExactly(BAND));
    }
  }

  @Test
  void withoutASuperuserRewritesAreToldByTheTablesFiles() throws SQLException {
    try (WatchedDatabase database = WatchedDatabase.openWithoutSuperuser(SCHEMA);
        Connection connection = database.connect("extended")) {
      WatchedDatabase.transact(
          connection,
          "ALTER TABLE band ADD COLUMN home text",
          "ALTER TABLE band ALTER COLUMN id TYPE bigint",
          "ALTER TABLE band ADD COLUMN town text");
      WatchedDatabase.execute(
          connection,
          "ALTER TABLE band ALTER COLUMN id TYPE int",
          "ALTER TABLE band DROP COLUMN home",
          "VACUUM FULL band",
          "TRUNCATE band");

      assertThat(database.trace().statements())
          .filteredOn(statement -> statement.rewritten().contains(BAND))
          .extracting(TracedStatement::sql)
          .containsExactly(
              "ALTER TABLE band ALTER COLUMN id TYPE bigint",
              "ALTER TABLE band ALTER COLUMN id TYPE int",
              "VACUUM FULL band");
    }
  }

  @Test
  void nothingOfTheTraceIsLeftInTheDatabase() throws SQLException {
    WatchedDatabase database = WatchedDatabase.open(SCHEMA);
    try (database) {
      // One that was left by a crash is in nobody's way.
      ProxyTrace.open(database.admin()).close();
      EventTriggers.install(database.admin());
    }
    SchemaFingerprint after = SchemaReader.read(database.admin(), TestDatabases.LIMIT);

    assertThat(after.lines()).noneMatch(line -> line.contains("backline_trace"));
    assertThat(after.lines()).anyMatch(line -> line.contains("public.band"));
  }
}
