package dev.backline.database.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.database.trace.LockMode;
import dev.backline.database.trace.TakenLock;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which rule a single statement breaks. */
class LintRulesTest {

  /**
   * The rules, the statement, and what was seen of it: locks as mode and table, a new table as
   * {@code new}, a rewritten one as {@code rewrites}.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          # indexes
          index-not-concurrent | CREATE INDEX i ON band (name) | SHARE band
          index-not-concurrent | CREATE INDEX i ON public.band (name) | SHARE band
          index-not-concurrent | CREATE INDEX i ON tour.gig (name) |
          index-not-concurrent | CREATE INDEX i ON gig (name) |
          index-not-concurrent | CREATE UNIQUE INDEX ON album (name) | SHARE album
          index-not-concurrent | REINDEX TABLE band | SHARE band
          index-not-concurrent | REINDEX INDEX band_name | SHARE band
          ``                   | CREATE INDEX CONCURRENTLY i ON band (name) |
          ``                   | CREATE INDEX i ON genre (name) | SHARE genre
          ``                   | CREATE INDEX i ON other.band (name) |
          ``                   | CREATE INDEX i ON ONLY band (name) | SHARE band
          ``                   | REINDEX TABLE CONCURRENTLY band |
          ``                   | CREATE INDEX i ON band_copy (name) | new band_copy
          concurrently-if-not-exists | CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON band (name) |
          drop-index-not-concurrent  | DROP INDEX band_name | ACCESS_EXCLUSIVE band
          ``                         | DROP INDEX CONCURRENTLY band_name |
          ``                         | DROP INDEX genre_name | ACCESS_EXCLUSIVE genre

          # constraints
          constraint-not-valid | ALTER TABLE band ADD CONSTRAINT c CHECK (age > 0) | ACCESS_EXCLUSIVE band
          constraint-not-valid | ALTER TABLE album ADD FOREIGN KEY (genre) REFERENCES genre | SHARE_ROW_EXCLUSIVE album
          constraint-not-valid | ALTER TABLE band ADD COLUMN age int CHECK (age > 0) | ACCESS_EXCLUSIVE band
          constraint-not-valid | ALTER TABLE band ADD COLUMN genre int DEFAULT 1 REFERENCES genre | ACCESS_EXCLUSIVE band
          ``                   | ALTER TABLE band ADD CONSTRAINT c CHECK (age > 0) NOT VALID | ACCESS_EXCLUSIVE band
          ``                   | ALTER TABLE band ADD COLUMN genre int REFERENCES genre | ACCESS_EXCLUSIVE band
          ``                   | ALTER TABLE genre ADD CONSTRAINT c CHECK (age > 0) | ACCESS_EXCLUSIVE genre
          ``                   | ALTER TABLE genre ADD FOREIGN KEY (band) REFERENCES band | SHARE_ROW_EXCLUSIVE genre, SHARE_ROW_EXCLUSIVE band
          ``                   | ALTER TABLE band VALIDATE CONSTRAINT c | SHARE_UPDATE_EXCLUSIVE band
          unique-without-index | ALTER TABLE band ADD CONSTRAINT c UNIQUE (name) | ACCESS_EXCLUSIVE band
          unique-without-index | ALTER TABLE band ADD PRIMARY KEY (id) | ACCESS_EXCLUSIVE band
          unique-without-index | ALTER TABLE band ADD COLUMN code text UNIQUE | ACCESS_EXCLUSIVE band
          unique-without-index | ALTER TABLE band ADD EXCLUDE USING gist (span WITH &&) | ACCESS_EXCLUSIVE band
          ``                   | ALTER TABLE band ADD CONSTRAINT c UNIQUE USING INDEX i | ACCESS_EXCLUSIVE band
          not-null-without-check | ALTER TABLE band ALTER COLUMN name SET NOT NULL | ACCESS_EXCLUSIVE band
          not-null-without-check | ALTER TABLE band ADD CONSTRAINT n NOT NULL name | ACCESS_EXCLUSIVE band
          ``                     | ALTER TABLE genre ALTER COLUMN name SET NOT NULL | ACCESS_EXCLUSIVE genre
          ``                     | ALTER TABLE band ALTER COLUMN name DROP NOT NULL | ACCESS_EXCLUSIVE band

          # rewrites
          table-rewritten | ALTER TABLE band ALTER COLUMN id TYPE bigint | rewrites band
          table-rewritten | ALTER TABLE band ADD COLUMN code uuid DEFAULT gen_random_uuid() | rewrites band
          table-rewritten | ALTER TABLE band SET LOGGED | rewrites band
          table-rewritten | DO $$ BEGIN EXECUTE 'ALTER TABLE band ALTER id TYPE bigint'; END $$ | rewrites band
          table-rewritten | CLUSTER band USING band_name |
          table-rewritten | VACUUM (FULL) band |
          ``              | ALTER TABLE band ALTER COLUMN name TYPE text | ACCESS_EXCLUSIVE band
          ``              | ALTER TABLE band ADD COLUMN age int NOT NULL DEFAULT 0 | ACCESS_EXCLUSIVE band
          ``              | ALTER TABLE genre ALTER COLUMN id TYPE bigint | rewrites genre
          ``              | VACUUM (FULL) genre |
          ``              | TRUNCATE band | rewrites band

          # the release before
          column-dropped | ALTER TABLE genre DROP COLUMN name | ACCESS_EXCLUSIVE genre
          column-renamed | ALTER TABLE genre RENAME name TO title | ACCESS_EXCLUSIVE genre
          table-dropped  | DROP TABLE IF EXISTS genre | ACCESS_EXCLUSIVE genre
          table-renamed  | ALTER TABLE genre RENAME TO style | ACCESS_EXCLUSIVE style
          table-renamed  | ALTER TABLE genre SET SCHEMA old |
          ``             | ALTER TABLE band_copy DROP COLUMN name | new band_copy

          # words that aren't there
          `` | COMMENT ON TABLE band IS 'CREATE INDEX i ON band (name); DROP TABLE band' |
          `` | INSERT INTO genre VALUES ('; VACUUM FULL band') -- ; DROP TABLE band | ROW_EXCLUSIVE genre
          `` | CREATE TABLE index (band int) | new index
          """)
  void breaksTheRule(String rules, String sql, String seen) {
    assertThat(migration(sql, seen == null ? "" : seen).rules())
        .containsExactlyElementsOf(rules.isEmpty() ? List.of() : List.of(rules));
  }

  private static Migration migration(String sql, String seen) {
    if (seen.startsWith("rewrites ")) {
      return new Migration().rewrote(seen.substring("rewrites ".length()), sql);
    }
    TakenLock[] locks =
        Arrays.stream(seen.split(", ", -1))
            .filter(lock -> !lock.isEmpty())
            .map(LintRulesTest::lock)
            .toArray(TakenLock[]::new);
    return new Migration().run(sql, locks);
  }

  private static TakenLock lock(String told) {
    String[] words = told.split(" ", -1);
    return words[0].equals("new")
        ? Migration.created(words[1])
        : Migration.lock(LockMode.valueOf(words[0]), words[1]);
  }
}
