package dev.backline.database.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backline.database.DatabaseAccess;
import dev.backline.database.DatabaseName;
import dev.backline.database.TestDatabases;
import dev.backline.failure.BacklineException;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TableSizesTest {

  private DatabaseAccess database = TestDatabases.admin();

  @BeforeEach
  void make() {
    database = TestDatabases.admin().to(TestDatabases.fresh("sizes").name());
  }

  @Test
  void rowsAreThoseCountedOnceTimesTheGrowthSince() {
    TestDatabases.execute(
        database,
        "CREATE TABLE band (id int, name text) WITH (autovacuum_enabled = off)",
        "INSERT INTO band SELECT n, 'a name of some length' FROM generate_series(1, 20000) n",
        "ANALYZE band");
    assertThat(size("band").rows()).isEqualTo(20_000);

    TestDatabases.execute(
        database,
        "INSERT INTO band SELECT n, 'a name of some length' FROM generate_series(1, 20000) n");
    assertThat(size("band").rows()).isBetween(39_000L, 41_000L);
  }

  @Test
  void rowsThatWereNeverCountedAreRatherTooManyThanTooFew() {
    TestDatabases.execute(
        database,
        "CREATE TABLE band (id int, name text) WITH (autovacuum_enabled = off)",
        "INSERT INTO band SELECT n, 'a name of some length' FROM generate_series(1, 20000) n");

    assertThat(size("band").rows()).isBetween(15_000L, 60_000L);
  }

  @Test
  void bytesCountIndexesAndLongValues() {
    TestDatabases.execute(
        database,
        "CREATE TABLE album (cover bytea)",
        "ALTER TABLE album ALTER cover SET STORAGE EXTERNAL",
        "INSERT INTO album VALUES (decode(repeat('ab', 1000000), 'hex'))");
    long bytes = size("album").bytes();
    assertThat(bytes).isBetween(1_000_000L, 2_000_000L);

    TestDatabases.execute(database, "CREATE INDEX ON album (md5(cover))");
    assertThat(size("album").bytes()).isGreaterThan(bytes);
  }

  @Test
  void aPartitionedTableIsAsBigAsItsPartitionsTogether() {
    TestDatabases.execute(
        database,
        "CREATE TABLE gig (at int) PARTITION BY RANGE (at)",
        "CREATE TABLE gig_1 PARTITION OF gig FOR VALUES FROM (0) TO (100) PARTITION BY RANGE (at)",
        "CREATE TABLE gig_1_1 PARTITION OF gig_1 FOR VALUES FROM (0) TO (100)",
        "CREATE TABLE gig_2 PARTITION OF gig FOR VALUES FROM (100) TO (1000)",
        "INSERT INTO gig SELECT n FROM generate_series(0, 999) n",
        "ANALYZE gig");

    assertThat(size("gig").rows()).isEqualTo(1_000);
    assertThat(size("gig_1").rows()).isEqualTo(100);
    assertThat(size("gig").bytes()).isEqualTo(size("gig_1_1").bytes() + size("gig_2").bytes());
  }

  @Test
  void allTablesOfAllSchemasAreThereAndNothingElse() {
    TestDatabases.execute(
        database,
        "CREATE SCHEMA \"Tour\"",
        "CREATE TABLE \"Tour\".\"Gi g\" ()",
        "CREATE TABLE empty (PRIMARY KEY (id), id int)",
        "CREATE VIEW seen AS SELECT 1 AS one",
        "CREATE SEQUENCE counted");

    assertThat(read())
        .containsOnlyKeys(new TableName("Tour", "Gi g"), TableName.ofPublic("empty"))
        .containsEntry(new TableName("Tour", "Gi g"), new TableSize(0, 0));
  }

  @Test
  void aDatabaseThatIsNotThereIsTold() {
    DatabaseAccess missing = database.to(new DatabaseName("no_such_database"));

    assertThatThrownBy(() -> TableSizes.read(missing, TestDatabases.LIMIT))
        .isInstanceOf(BacklineException.class)
        .hasMessageContaining("reading the sizes of the tables of no_such_database");
  }

  private TableSize size(String table) {
    return Objects.requireNonNull(read().get(TableName.ofPublic(table)));
  }

  private Map<TableName, TableSize> read() {
    return TableSizes.read(database, TestDatabases.LIMIT);
  }
}
