package dev.backline.database.lint;

import static dev.backline.database.lint.Migration.BAND;
import static dev.backline.database.lint.Migration.created;
import static dev.backline.database.lint.Migration.lock;
import static dev.backline.database.trace.LockMode.ACCESS_EXCLUSIVE;
import static dev.backline.database.trace.LockMode.SHARE;
import static dev.backline.database.trace.LockMode.SHARE_ROW_EXCLUSIVE;
import static dev.backline.database.trace.LockMode.SHARE_UPDATE_EXCLUSIVE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.database.catalogue.NotNullCheck;
import org.junit.jupiter.api.Test;

/** What counts beyond the single statement: what came before it, and what comes after. */
class LintTest {

  @Test
  void aFindingTellsTheTableItsSizeAndTheSqlToUse() {
    Finding finding =
        new Migration()
            .run(
                "-- faster\nCREATE UNIQUE INDEX i\n  ON band (lower(name)) WHERE id > 0;",
                lock(SHARE, "band"))
            .findings()
            .getFirst();

    assertThat(finding.statement())
        .isEqualTo("CREATE UNIQUE INDEX i ON band (lower(name)) WHERE id > 0");
    assertThat(finding.table()).contains(BAND);
    assertThat(finding.size()).contains(Migration.PRODUCTION.get(BAND));
    assertThat(finding.remedy())
        .isEqualTo(
            "outside of a transaction:"
                + " CREATE UNIQUE INDEX CONCURRENTLY i ON band (lower(name)) WHERE id > 0;");
    assertThat(finding.blocks()).isTrue();
  }

  @Test
  void whatTheMigrationMakesIsNeverBig() {
    assertThat(
            new Migration()
                .run("CREATE TABLE fan (id int)", created("fan"))
                .changed(900_000, "INSERT INTO fan SELECT id FROM band")
                .run("CREATE INDEX i ON fan (id)", lock(SHARE, "fan"))
                .took(9_000, "ALTER TABLE fan ADD PRIMARY KEY (id)", lock(ACCESS_EXCLUSIVE, "fan"))
                .rules())
        .isEmpty();
  }

  @Test
  void aTableThatTakesABigOnesNameIsNotBig() {
    assertThat(
            new Migration()
                .run("DROP TABLE band", lock(ACCESS_EXCLUSIVE, "band"))
                .run("CREATE TABLE band (id int)")
                .run("CREATE INDEX i ON band (id)", lock(SHARE, "band"))
                .rules())
        .containsExactly("table-dropped");
  }

  @Test
  void soItIsWhereOnlyTheLockShowsThatItIsNew() {
    assertThat(
            new Migration()
                .took(9_000, "DO $$ BEGIN PERFORM make_band_anew(); END $$", created("band"))
                .run("CREATE INDEX i ON band (id)", lock(SHARE, "band"))
                .rules())
        .isEmpty();
  }

  @Test
  void aBigTableStaysSoUnderItsNewName() {
    assertThat(
            new Migration()
                .took(9_000, "ALTER TABLE band RENAME TO artist", lock(ACCESS_EXCLUSIVE, "artist"))
                .run("CREATE INDEX i ON artist (id)", lock(SHARE, "artist"))
                .rules())
        .containsExactly("lock-stops-reads", "index-not-concurrent", "table-renamed");
  }

  @Test
  void whatWasUndoneNeverWas() {
    assertThat(
            new Migration()
                .begin()
                .run("DROP TABLE band", lock(ACCESS_EXCLUSIVE, "band"))
                .run("CREATE TABLE band (id int)", created("band"))
                .end("ROLLBACK")
                .run("CREATE INDEX i ON band (id)", lock(SHARE, "band"))
                .rules())
        .contains("index-not-concurrent");
  }

  @Test
  void createIfNotExistsMakesNothingOfABigTable() {
    assertThat(
            new Migration()
                .run("CREATE TABLE IF NOT EXISTS band (id int)")
                .run("CREATE INDEX i ON band (id)", lock(SHARE, "band"))
                .rules())
        .containsExactly("index-not-concurrent");
  }

  @Test
  void aStatementAmongOthersInOneMessageIsFound() {
    assertThat(
            new Migration()
                .run(
                    "CREATE TABLE fan (id int); CREATE INDEX i ON fan (id);"
                        + " CREATE INDEX j ON band (id); SELECT 1",
                    created("fan"),
                    lock(SHARE, "band"))
                .findings())
        .singleElement()
        .extracting(Finding::statement)
        .isEqualTo("CREATE INDEX j ON band (id)");
  }

  @Test
  void aSecondIndexIsFoundThoughTheLockIsHeldAlready() {
    assertThat(
            new Migration()
                .begin()
                .run("CREATE INDEX i ON band (id)", lock(SHARE, "band"))
                .run("CREATE INDEX j ON band (name)")
                .commit()
                .rules())
        .containsExactly("index-not-concurrent", "index-not-concurrent");
  }

  @Test
  void notNullIsQuickOnceAValidCheckIsThere() {
    assertThat(
            new Migration()
                .run(
                    "ALTER TABLE band ADD CONSTRAINT c CHECK (name IS NOT NULL) NOT VALID",
                    lock(ACCESS_EXCLUSIVE, "band"))
                .run("ALTER TABLE band VALIDATE CONSTRAINT c", lock(SHARE_UPDATE_EXCLUSIVE, "band"))
                .run("ALTER TABLE band ALTER name SET NOT NULL", lock(ACCESS_EXCLUSIVE, "band"))
                .rules())
        .isEmpty();
  }

  @Test
  void aCheckThatIsNotValidOrOfAnotherColumnDoesNotHelp() {
    assertThat(
            new Migration()
                .run(
                    "ALTER TABLE band ADD CONSTRAINT c CHECK (name IS NOT NULL) NOT VALID",
                    lock(ACCESS_EXCLUSIVE, "band"))
                .withCheck(new NotNullCheck(BAND, "d", "genre", true))
                .run("ALTER TABLE band ALTER name SET NOT NULL", lock(ACCESS_EXCLUSIVE, "band"))
                .rules())
        .containsExactly("not-null-without-check");
  }

  @Test
  void aCheckFromAReleaseBeforeHelps() {
    assertThat(
            new Migration()
                .withCheck(new NotNullCheck(BAND, "c", "name", false))
                .withCheck(new NotNullCheck(BAND, "d", "genre", true))
                .run("ALTER TABLE band VALIDATE CONSTRAINT c", lock(SHARE_UPDATE_EXCLUSIVE, "band"))
                .run("ALTER TABLE band ALTER name SET NOT NULL", lock(ACCESS_EXCLUSIVE, "band"))
                .run("ALTER TABLE band ALTER genre SET NOT NULL", lock(ACCESS_EXCLUSIVE, "band"))
                .rules())
        .isEmpty();
  }

  @Test
  void validatingInTheTransactionThatAddedIsFound() {
    assertThat(
            new Migration()
                .begin()
                .run(
                    "ALTER TABLE band ADD FOREIGN KEY (genre) REFERENCES genre NOT VALID",
                    lock(SHARE_ROW_EXCLUSIVE, "band"))
                .run("ALTER TABLE band VALIDATE CONSTRAINT f", lock(SHARE_UPDATE_EXCLUSIVE, "band"))
                .commit()
                .findings())
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.rule()).isEqualTo(LintRule.CONSTRAINT_NOT_VALID);
          assertThat(finding.remedy()).startsWith("COMMIT first");
        });
  }

  @Test
  void findingsAreSortedByWhatBlocksThenByStatement() {
    LintReport report =
        new Migration()
            .run("ALTER TABLE genre DROP COLUMN a")
            .run("CREATE INDEX i ON band (id) -- backline:allow index-not-concurrent at night")
            .run("CREATE INDEX j ON band (id)")
            .run("ALTER TABLE genre DROP COLUMN b")
            .run("VACUUM FULL band")
            .report();

    assertThat(report.findings()).extracting(Finding::number).containsExactly(3, 5, 1, 4, 2);
    assertThat(report.passed()).isFalse();
  }

  @Test
  void warningsPass() {
    assertThat(new Migration().run("ALTER TABLE genre DROP COLUMN a").report().passed()).isTrue();
  }
}
