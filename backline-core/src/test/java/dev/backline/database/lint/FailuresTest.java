package dev.backline.database.lint;

import static dev.backline.database.lint.Migration.lock;
import static dev.backline.database.trace.LockMode.ACCESS_EXCLUSIVE;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements that failed. */
class FailuresTest {

  private static final String BUILD = "CREATE INDEX CONCURRENTLY i ON band (id)";
  private static final String REFUSED =
      "25001: CREATE INDEX CONCURRENTLY cannot run inside a transaction block";
  private static final String TIMEOUT = "55P03: canceling statement due to lock timeout";

  @Test
  void concurrentlyInATransactionIsToldWithTheWayOut() {
    Finding finding = new Migration().begin().failed(REFUSED, BUILD).findings().getFirst();

    assertThat(finding.rule()).isEqualTo(LintRule.INDEX_CONCURRENT_IN_TRANSACTION);
    assertThat(finding.remedy()).contains("runInTransaction:false");
  }

  @Test
  void soItIsBesideOtherStatementsInOneMessage() {
    assertThat(new Migration().failed(REFUSED, BUILD + "; SELECT 1").rules())
        .containsExactly("index-concurrent-in-transaction");
    assertThat(new Migration().begin().failed(REFUSED, "DROP INDEX CONCURRENTLY i").rules())
        .containsExactly("index-concurrent-in-transaction");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON genre (id)",
        "DROP INDEX CONCURRENTLY other",
        "SELECT 'DROP INDEX i'"
      })
  void anIndexThatIsLeftInvalidIsFound(String next) {
    Migration migration = new Migration().failed(TIMEOUT, BUILD).run(next);

    assertThat(migration.rules()).containsExactly("concurrent-leftover");
    assertThat(migration.findings().getFirst().remedy())
        .contains("DROP INDEX CONCURRENTLY IF EXISTS i;");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DROP INDEX CONCURRENTLY IF EXISTS i",
        "DROP INDEX CONCURRENTLY public.i",
        "REINDEX INDEX CONCURRENTLY i",
        BUILD
      })
  void oneThatWasClearedAwayIsNot(String next) {
    assertThat(new Migration().failed(TIMEOUT, BUILD).run(next).rules()).isEmpty();
  }

  @Test
  void clearingAwayThatFailedDoesNotCount() {
    String drop = "DROP INDEX CONCURRENTLY i";

    assertThat(new Migration().failed(TIMEOUT, BUILD).failed(TIMEOUT, drop).rules())
        .containsExactly("concurrent-leftover");
  }

  @Test
  void aStatementThatWasWrongLeavesNothing() {
    assertThat(new Migration().failed("42703: column \"id\" does not exist", BUILD).rules())
        .isEmpty();
  }

  @Test
  void whatFailedChangedNothing() {
    assertThat(
            new Migration()
                .failed(TIMEOUT, "ALTER TABLE band ALTER a SET NOT NULL")
                .failed(TIMEOUT, "DROP TABLE band")
                .failed(TIMEOUT, "SET lock_timeout = 0")
                .run("ALTER TABLE band ADD a int", lock(ACCESS_EXCLUSIVE, "band"))
                .run("CREATE INDEX i ON band (a)")
                .rules())
        .containsExactly("index-not-concurrent");
  }

  @Test
  void aCommitAfterAFailureUndoesToo() {
    assertThat(
            new Migration()
                .begin()
                .run("SET lock_timeout = 0")
                .run("DROP TABLE genre")
                .failed("23505: duplicate key", "SELECT 1")
                .commit()
                .run("ALTER TABLE genre DROP COLUMN a")
                .run("ALTER TABLE band ADD a int", lock(ACCESS_EXCLUSIVE, "band"))
                .rules())
        .containsExactly("table-dropped", "column-dropped");
  }
}
