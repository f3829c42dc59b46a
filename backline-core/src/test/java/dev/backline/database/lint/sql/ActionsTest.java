package dev.backline.database.lint.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActionsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          CREATE TABLE IF NOT EXISTS s.t (id int)                 | CreateTable s.t ifNotExists
          CREATE UNLOGGED TABLE t (id int)                        | CreateTable t
          CREATE INDEX i ON t (a)                                 | CreateIndex i t : (a)
          create unique index concurrently if not exists "I x" on only s."T" using gin (a) where b > 0 | CreateIndex "I x" s."T" concurrently ifNotExists only unique : using gin (a) where b > 0
          CREATE INDEX ON t (lower(a))                            | CreateIndex t : (lower(a))
          CREATE INDEX concurrently ON t (a)                      | CreateIndex t concurrently : (a)
          DROP INDEX CONCURRENTLY IF EXISTS s.i                   | DropIndex s.i concurrently
          DROP INDEX i, "J" CASCADE                               | DropIndex i "J"
          REINDEX TABLE CONCURRENTLY t                            | Reindex TABLE concurrently t
          REINDEX (VERBOSE, CONCURRENTLY) INDEX i                 | Reindex INDEX concurrently i
          DROP TABLE IF EXISTS a, s.b CASCADE                     | DropTable a s.b
          TRUNCATE TABLE ONLY a, b RESTART IDENTITY               | Truncate a b
          CLUSTER t USING i                                       | StoreAnew t CLUSTER
          CLUSTER (VERBOSE) t                                     | StoreAnew t CLUSTER
          VACUUM FULL t                                           | StoreAnew t VACUUM FULL
          VACUUM (ANALYZE, FULL) s.t                              | StoreAnew s.t VACUUM FULL
          VACUUM ANALYZE t                                        | Other
          UPDATE ONLY s.t SET a = 1                               | ChangeRows s.t update all
          DELETE FROM t WHERE a                                   | ChangeRows t
          WITH x AS (UPDATE y SET a = 1) DELETE FROM t            | ChangeRows t all
          WITH x AS (SELECT 1) UPDATE t SET a = 1                 | ChangeRows t update all
          INSERT INTO t VALUES (1) ON CONFLICT DO UPDATE SET a = 1 | Other
          WITH x AS (UPDATE y SET a = 1 RETURNING a) SELECT a FROM x | Other
          DO $$ BEGIN DROP TABLE t; END $$                        | Other
          SELECT 'DROP TABLE t'                                   | Other
          BEGIN ISOLATION LEVEL SERIALIZABLE                      | Begin
          start transaction                                       | Begin
          COMMIT AND CHAIN                                        | EndTransaction chained
          END                                                     | EndTransaction
          ROLLBACK WORK                                           | EndTransaction undone
          ROLLBACK TO SAVEPOINT s                                 | Other
          COMMIT PREPARED 'x'                                     | Other
          SET lock_timeout = '2s'                                 | SetLockTimeout limited
          SET LOCAL lock_timeout TO 500                           | SetLockTimeout limited local
          SET SESSION lock_timeout = 0                            | SetLockTimeout
          SET lock_timeout TO DEFAULT                             | ResetLockTimeout
          RESET lock_timeout                                      | ResetLockTimeout
          DISCARD ALL                                             | ResetLockTimeout
          SELECT pg_catalog.set_config('lock_timeout', '1s', true) | SetLockTimeout limited local
          SET statement_timeout = '2s'                            | Other
          ALTER TABLE t ENABLE ROW LEVEL SECURITY                 | Other
          ALTER TABLE IF EXISTS ONLY s.t RENAME TO u              | RenameTable s.t u
          ALTER TABLE t RENAME COLUMN a TO b                      | RenameColumn t a b
          ALTER TABLE t RENAME a TO "B"                           | RenameColumn t a "B"
          ALTER TABLE t RENAME CONSTRAINT a TO b                  | Other
          ALTER TABLE t SET SCHEMA s                              | MoveTable t s
          ALTER TABLE t SET UNLOGGED                              | StoreAnew t SET UNLOGGED
          ALTER TABLE t SET ACCESS METHOD heap                    | StoreAnew t SET ACCESS METHOD
          ALTER TABLE t DROP COLUMN IF EXISTS a CASCADE           | DropColumn t a
          ALTER TABLE t DROP a                                    | DropColumn t a
          ALTER TABLE t DROP CONSTRAINT a                         | Other
          ALTER TABLE t ALTER a SET NOT NULL                      | SetNotNull t a
          ALTER TABLE t ALTER COLUMN a SET DATA TYPE numeric(9, 2) USING a::numeric | ChangeType t a : numeric(9, 2) USING a::numeric
          ALTER TABLE t VALIDATE CONSTRAINT c                     | ValidateConstraint t c
          ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0)            | AddConstraint t c CHECK : CHECK (a > 0)
          ALTER TABLE t ADD CHECK (a <> 'NOT VALID')              | AddConstraint t CHECK : CHECK (a <> 'NOT VALID')
          ALTER TABLE t ADD CONSTRAINT c CHECK ((a IS NOT NULL)) NOT VALID | AddConstraint t c CHECK notValid never null a : CHECK ((a IS NOT NULL)) NOT VALID
          ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES u          | AddConstraint t FOREIGN KEY : FOREIGN KEY (a) REFERENCES u
          ALTER TABLE t ADD CONSTRAINT c UNIQUE USING INDEX i     | AddConstraint t c UNIQUE usingIndex : UNIQUE USING INDEX i
          ALTER TABLE t ADD UNIQUE (a) USING INDEX TABLESPACE x   | AddConstraint t UNIQUE : UNIQUE (a) USING INDEX TABLESPACE x
          ALTER TABLE t ADD EXCLUDE USING gist (a WITH =)         | AddConstraint t EXCLUDE : EXCLUDE USING gist (a WITH =)
          ALTER TABLE t ADD exclude boolean                       | AddColumn t exclude : boolean
          ALTER TABLE t ADD COLUMN a uuid DEFAULT gen_random_uuid() UNIQUE | AddColumn t a UNIQUE filled : uuid DEFAULT gen_random_uuid() UNIQUE
          ALTER TABLE t ADD a int REFERENCES u                    | AddColumn t a FOREIGN KEY : int REFERENCES u
          ALTER TABLE t ADD a bigserial                           | AddColumn t a filled : bigserial
          """)
  void readsWhatAStatementDoes(String sql, String expected) {
    assertThat(Actions.of(SqlScript.statements(sql).getFirst()))
        .singleElement()
        .extracting(Told::of)
        .isEqualTo(expected);
  }

  @Test
  void readsEachActionOfAnAlterTable() {
    String sql = "ALTER TABLE t ALTER a TYPE numeric(9, 2), DROP b, ADD c int CHECK (c IN (1, 2))";

    assertThat(Actions.of(SqlScript.statements(sql).getFirst()))
        .extracting(Told::of)
        .containsExactly(
            "ChangeType t a : numeric(9, 2)",
            "DropColumn t b",
            "AddColumn t c CHECK : int CHECK (c IN (1, 2))");
  }

  @Test
  void commentsAndCaseChangeNothing() {
    String sql = "/* ; */ alter /**/ Table t -- drop\n add\tconstraint c check (a > 0) not\nvalid;";

    assertThat(Actions.of(SqlScript.statements(sql).getFirst()))
        .extracting(Told::of)
        .containsExactly("AddConstraint t c CHECK notValid : check (a > 0) not valid");
  }
}
