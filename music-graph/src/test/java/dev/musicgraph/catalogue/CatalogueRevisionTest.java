package dev.musicgraph.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.musicgraph.testing.OwnDatabase;
import dev.musicgraph.testing.TestDatabases;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

@OwnDatabase
@Tag("slow")
class CatalogueRevisionTest {
  private Connection connection;
  private CatalogueRevision revision;

  @BeforeEach
  void fill() throws SQLException {
    connection = TestDatabases.connect(TestDatabases.migrated());
    revision =
        new CatalogueRevision(JdbcClient.create(new SingleConnectionDataSource(connection, true)));
    execute("insert into genre (id, name, type) values ('rock', 'Rock', 'root')");
    execute("insert into genre (id, name, type) values ('doom', 'Doom', 'leaf')");
  }

  @AfterEach
  void disconnect() throws SQLException {
    connection.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update genre set name = 'Doom Metal' where id = 'doom'",
        "delete from genre where id = 'doom'",
        "insert into genre_parent (genre_id, parent_id) values ('doom', 'rock')",
        "insert into genre_relation values ('doom', 'rock', 'influence')",
        "begin; insert into band values ('sleep', 'Sleep', 'doom');"
            + " insert into band_genre values ('sleep', 'doom'); commit",
        "truncate genre_relation",
      })
  void growsWithEachChange(String change) throws SQLException {
    long before = revision.current();

    execute(change);

    assertThat(revision.current()).isGreaterThan(before);
  }

  @Test
  void growsOnceInATransactionAndAgainInTheNext() throws SQLException {
    execute("update catalogue_revision set revision = 9000000000000000");

    execute(
        "begin; update genre set name = 'A' where id = 'doom';"
            + " update genre set name = 'B' where id = 'doom'; commit");
    assertThat(revision.current()).isEqualTo(9_000_000_000_000_001L);
    execute("update genre set name = 'C' where id = 'doom'");
    assertThat(revision.current()).isEqualTo(9_000_000_000_000_002L);
  }

  @Test
  void growsForAChangeAfterOneThatWasTakenBack() throws SQLException {
    long before = revision.current();

    execute(
        "begin; savepoint s; update genre set name = 'A' where id = 'doom'; rollback to s;"
            + " update genre set name = 'B' where id = 'rock'; commit");

    assertThat(revision.current()).isGreaterThan(before);
  }

  @Test
  void staysWhenAChangeIsTakenBackOrNothingOfTheCatalogueChanges() throws SQLException {
    long before = revision.current();

    execute("begin; update genre set name = 'A' where id = 'doom'; rollback");
    execute("update app_user set admin = false");

    assertThat(revision.current()).isEqualTo(before);
  }

  @Test
  void isNeverOneThatARestoredDatabaseHadBeforeItsBackupWasTaken() throws SQLException {
    long lost = revision.current();
    execute("update catalogue_revision set revision = 1");

    execute("update genre set name = 'A' where id = 'doom'");

    assertThat(revision.current()).isGreaterThan(lost);
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
