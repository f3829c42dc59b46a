package dev.backline.database.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.database.DatabaseAccess;
import dev.backline.database.TestDatabases;
import dev.backline.database.catalogue.TableName;
import dev.backline.database.catalogue.TableSize;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the rules take for granted of PostgreSQL: what locks and what rewrites a table. */
class PostgresLocksTest {

  private static final Map<TableName, TableSize> BIG =
      Map.of(
          TableName.ofPublic("band"), new TableSize(2_000_000, 400_000_000),
          TableName.ofPublic("genre"), new TableSize(40, 65_536));

  private DatabaseAccess database = TestDatabases.admin();

  @BeforeEach
  void make() {
    database = TestDatabases.admin().to(TestDatabases.fresh("locks").name());
    TestDatabases.execute(
        database,
        "CREATE TABLE genre (id int PRIMARY KEY)",
        "CREATE TABLE band (id int NOT NULL, name varchar(80), genre int)",
        "CREATE UNIQUE INDEX band_id ON band (id)",
        "CREATE INDEX band_name ON band (name)",
        "INSERT INTO genre VALUES (1)",
        "INSERT INTO band SELECT n, 'name ' || n, 1 FROM generate_series(1, 1000) n",
        "ALTER TABLE band ADD CONSTRAINT genre_set CHECK (genre IS NOT NULL)");
  }

  /** A rule, a statement that breaks it, and the strongest lock or the rewriting that it brings. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          index-not-concurrent      | SHARE               | CREATE INDEX i ON band (lower(name))
          index-not-concurrent      | SHARE               | REINDEX INDEX band_name
          index-not-concurrent      | SHARE               | REINDEX TABLE band
          drop-index-not-concurrent | ACCESS_EXCLUSIVE    | DROP INDEX band_name
          constraint-not-valid      | ACCESS_EXCLUSIVE    | ALTER TABLE band ADD CHECK (id > 0)
          constraint-not-valid      | SHARE_ROW_EXCLUSIVE | ALTER TABLE band ADD FOREIGN KEY (genre) REFERENCES genre
          unique-without-index      | ACCESS_EXCLUSIVE    | ALTER TABLE band ADD UNIQUE (name)
          unique-without-index      | ACCESS_EXCLUSIVE    | ALTER TABLE band ADD PRIMARY KEY (id)
          unique-without-index      | ACCESS_EXCLUSIVE    | ALTER TABLE band ADD COLUMN code text UNIQUE
          not-null-without-check    | ACCESS_EXCLUSIVE    | ALTER TABLE band ALTER COLUMN name SET NOT NULL
          table-rewritten           | rewritten           | ALTER TABLE band ALTER COLUMN id TYPE bigint
          table-rewritten           | rewritten           | ALTER TABLE band ALTER COLUMN name TYPE varchar(60)
          table-rewritten           | rewritten           | ALTER TABLE band ADD COLUMN code uuid DEFAULT gen_random_uuid()
          table-rewritten           | rewritten           | ALTER TABLE band ADD COLUMN code bigserial
          table-rewritten           | rewritten           | ALTER TABLE band ADD COLUMN twice int GENERATED ALWAYS AS (id * 2) STORED
          table-rewritten           | rewritten           | ALTER TABLE band SET UNLOGGED
          table-rewritten           | rewritten           | CLUSTER band USING band_name
          table-rewritten           | rewritten           | DO $$ BEGIN EXECUTE 'ALTER TABLE band ALTER COLUMN id TYPE bigint'; END $$
          """)
  void aStatementThatIsFoundDoesWhatTheRuleSays(String rule, String what, String sql) {
    try (RealTrace trace = new RealTrace(database)) {
      trace.run(sql);

      assertThat(trace.strongest("band") + (trace.rewrote("band") ? " rewritten" : ""))
          .contains(what);
      assertThat(judged(trace)).contains(rule);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ACCESS_EXCLUSIVE       | ALTER TABLE band ADD COLUMN age int NOT NULL DEFAULT 0
          ACCESS_EXCLUSIVE       | ALTER TABLE band ALTER COLUMN name TYPE text
          ACCESS_EXCLUSIVE       | ALTER TABLE band ALTER COLUMN name TYPE varchar(100)
          ACCESS_EXCLUSIVE       | ALTER TABLE band ADD COLUMN style int REFERENCES genre
          ACCESS_EXCLUSIVE       | ALTER TABLE band ADD CONSTRAINT c CHECK (id > 0) NOT VALID
          SHARE_ROW_EXCLUSIVE    | ALTER TABLE band ADD CONSTRAINT c FOREIGN KEY (genre) REFERENCES genre NOT VALID
          ACCESS_EXCLUSIVE       | ALTER TABLE band ADD CONSTRAINT c UNIQUE USING INDEX band_id
          SHARE_UPDATE_EXCLUSIVE | ALTER TABLE band VALIDATE CONSTRAINT genre_set
          ROW_EXCLUSIVE          | UPDATE band SET name = 'x' WHERE id = 1
          """)
  void aStatementThatPassesRewritesNothing(String lock, String sql) {
    try (RealTrace trace = new RealTrace(database)) {
      trace.run(sql);

      assertThat(trace.strongest("band")).isEqualTo(lock);
      assertThat(trace.rewrote("band")).isFalse();
      assertThat(judged(trace)).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          CREATE INDEX i ON band (lower(name)) WHERE id > 0
          REINDEX TABLE band
          DROP INDEX band_name
          ALTER TABLE band ADD CHECK (id > 0)
          ALTER TABLE band ADD FOREIGN KEY (genre) REFERENCES genre
          ALTER TABLE band ADD UNIQUE (name) INCLUDE (id)
          ALTER TABLE band ALTER COLUMN name SET NOT NULL
          """)
  void theRemedysSqlRunsAndIsNotFound(String sql) {
    String remedy;
    try (RealTrace bad = new RealTrace(database)) {
      bad.run(sql);
      remedy = judgement(bad).findings().getFirst().remedy();
    }
    try (RealTrace trace = new RealTrace(database)) {
      for (String statement : remedy.split("\n", -1)) {
        trace.runAlone(statement.replaceFirst("^[a-z ,]+: ", ""));
      }

      assertThat(judged(trace)).isEmpty();
      assertThat(trace.rewrote("band")).isFalse();
    }
  }

  @Test
  void aTableMadeInTheSameTransactionIsSeenAsNew() {
    try (RealTrace trace = new RealTrace(database)) {
      trace.run("CREATE TABLE fan (id int)");
      trace.run("CREATE INDEX i ON fan (id)");
      trace.run("ALTER TABLE fan ALTER COLUMN id TYPE bigint");

      assertThat(judged(trace)).isEmpty();
    }
  }

  @Test
  void aValidCheckFromBeforeLetsNotNullPass() {
    try (RealTrace trace = new RealTrace(database)) {
      trace.run("ALTER TABLE band ALTER COLUMN genre SET NOT NULL");

      assertThat(judged(trace)).isEmpty();
    }
  }

  private List<String> judged(RealTrace trace) {
    return judgement(trace).findings().stream().map(finding -> finding.rule().id()).toList();
  }

  private LintReport judgement(RealTrace trace) {
    return Lint.judge(
        trace.statements(),
        BIG,
        trace.checks(),
        LintLimits.standard().withLockTimeout(),
        List.of());
  }
}
