package dev.backline.database.lint;

import static dev.backline.database.lint.Migration.created;
import static dev.backline.database.lint.Migration.lock;
import static dev.backline.database.trace.LockMode.ACCESS_EXCLUSIVE;
import static dev.backline.database.trace.LockMode.ACCESS_SHARE;
import static dev.backline.database.trace.LockMode.ROW_EXCLUSIVE;
import static dev.backline.database.trace.LockMode.SHARE;
import static dev.backline.database.trace.LockMode.SHARE_ROW_EXCLUSIVE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.database.trace.TakenLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long locks are held, how long they are waited for, how many rows are locked. */
class LocksTest {

  private static final TakenLock ALL = lock(ACCESS_EXCLUSIVE, "band");

  @Test
  void aLockOfABigTableMayBeHeldForAMomentOnly() {
    assertThat(new Migration().took(900, "ALTER TABLE band ADD a int", ALL).rules()).isEmpty();
    assertThat(new Migration().took(1_100, "ALTER TABLE band ADD a int", ALL).rules())
        .containsExactly("lock-stops-reads");
    assertThat(
            new Migration()
                .took(1_100, "CREATE TRIGGER t", lock(SHARE_ROW_EXCLUSIVE, "band"))
                .rules())
        .containsExactly("lock-stops-writes");
    assertThat(
            new Migration()
                .took(9_000, "SELECT 1", lock(ACCESS_SHARE, "band"), lock(ROW_EXCLUSIVE, "band"))
                .took(9_000, "ALTER TABLE genre ADD a int", lock(ACCESS_EXCLUSIVE, "genre"))
                .took(9_000, "CREATE TABLE fan ()", created("fan"))
                .rules())
        .isEmpty();
  }

  @Test
  void aLockIsHeldUntilItsTransactionEnds() {
    Finding finding =
        new Migration()
            .begin()
            .took(10, "ALTER TABLE band ADD a int", ALL)
            .took(7_500, "INSERT INTO fan SELECT * FROM genre")
            .commit()
            .findings()
            .getFirst();

    assertThat(finding.rule()).isEqualTo(LintRule.LOCK_STOPS_READS);
    assertThat(finding.statement()).isEqualTo("ALTER TABLE band ADD a int");
    assertThat(finding.why()).contains("held for 7.5 s, 0.0 s of that by this statement");
    assertThat(finding.remedy())
        .isEqualTo("COMMIT before what takes long: INSERT INTO fan SELECT * FROM genre");
  }

  @Test
  void whatComesAfterTheTransactionOrOnAnotherConnectionDoesNotCount() {
    assertThat(
            new Migration()
                .begin()
                .run("ALTER TABLE band ADD a int", ALL)
                .onConnection(2)
                .took(7_500, "SELECT 1")
                .onConnection(1)
                .commit()
                .took(7_500, "SELECT 1")
                .begin()
                .took(7_500, "SELECT 1")
                .commit()
                .rules())
        .isEmpty();
  }

  @Test
  void aTransactionWhoseEndWasNotSeenEndsWhereTheNextStatementIsOutsideOfOne() {
    assertThat(
            new Migration()
                .begin()
                .run("ALTER TABLE band ADD a int", ALL)
                .endUnseen()
                .took(7_500, "SELECT 1")
                .run("BEGIN; SELECT 1; COMMIT")
                .run("ALTER TABLE band ADD b int", ALL)
                .took(7_500, "SELECT 1")
                .rules())
        .isEmpty();
  }

  @Test
  void theCauseIsToldOnceUnlessMoreTimeIsLostAfterwards() {
    String bad = "ALTER TABLE band ALTER a SET NOT NULL";

    assertThat(new Migration().took(5_000, bad, ALL).rules())
        .containsExactly("not-null-without-check");
    assertThat(new Migration().begin().run(bad, ALL).took(5_000, "SELECT 1").commit().rules())
        .containsExactly("not-null-without-check", "lock-stops-reads");
  }

  @Test
  void aLockThatStopsReadersIsWaitedForOnlySoLong() {
    Migration migration =
        new Migration().withoutLockTimeout().run("ALTER TABLE band ADD a int", ALL);

    assertThat(migration.rules()).containsExactly("lock-timeout-missing");
    assertThat(
            new Migration()
                .withoutLockTimeout()
                .run("CREATE TRIGGER t", lock(SHARE, "band"))
                .run("ALTER TABLE genre ADD a int", lock(ACCESS_EXCLUSIVE, "genre"))
                .rules())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SET lock_timeout = '2s'",
        "SET LOCAL lock_timeout TO 500",
        "SELECT set_config('lock_timeout', '2s', false)",
        "SET lock_timeout = 0; SET lock_timeout = '1min'"
      })
  void aLockTimeoutThatTheMigrationSetsCounts(String set) {
    assertThat(
            new Migration()
                .withoutLockTimeout()
                .begin()
                .run(set)
                .run("ALTER TABLE band ADD a int", ALL)
                .commit()
                .rules())
        .isEmpty();
  }

  @Test
  void aLockTimeoutInTheSameMessageCounts() {
    assertThat(
            new Migration()
                .withoutLockTimeout()
                .run("BEGIN; SET LOCAL lock_timeout = '2s'; ALTER TABLE band ADD a int; END", ALL)
                .run("SET LOCAL lock_timeout = '2s'; ALTER TABLE band ADD b int", ALL)
                .rules())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SET lock_timeout = 0",
        "SET lock_timeout = '0ms'",
        "SET statement_timeout = '2s'",
        "BEGIN; SET LOCAL lock_timeout = '2s'; COMMIT",
        "BEGIN; SET lock_timeout = '2s'; ROLLBACK",
        "SET lock_timeout = '2s'; RESET ALL",
        "SELECT 'SET lock_timeout = 5'"
      })
  void aLockTimeoutThatIsNotInEffectDoesNot(String set) {
    assertThat(
            new Migration()
                .withoutLockTimeout()
                .run(set)
                .run("ALTER TABLE band ADD a int", ALL)
                .rules())
        .containsExactly("lock-timeout-missing");
  }

  @Test
  void aLockTimeoutOfAnotherConnectionDoesNotCountAndOursCanBeSwitchedOff() {
    assertThat(
            new Migration()
                .onConnection(2)
                .run("SET lock_timeout = 0")
                .onConnection(1)
                .run("ALTER TABLE band ADD a int", ALL)
                .onConnection(2)
                .run("ALTER TABLE band ADD b int", ALL)
                .run("RESET lock_timeout")
                .run("ALTER TABLE band ADD c int", ALL)
                .findings())
        .singleElement()
        .extracting(Finding::number)
        .isEqualTo(3);
  }

  @Test
  void manyRowsAreCountedOverTheTransaction() {
    assertThat(new Migration().changed(50_000, "UPDATE band SET a = 1 WHERE b").rules()).isEmpty();
    assertThat(new Migration().changed(50_001, "DELETE FROM band WHERE b").rules())
        .containsExactly("many-rows-in-one-statement");
    Migration steps = new Migration().begin();
    for (int i = 0; i < 4; i++) {
      steps.changed(20_000, "UPDATE band SET a = 1 WHERE b");
    }
    assertThat(steps.commit().findings())
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.number()).isEqualTo(4);
          assertThat(finding.why()).contains("has changed 60,000 rows");
        });
    Migration apart = new Migration();
    for (int i = 0; i < 4; i++) {
      apart.begin().changed(20_000, "UPDATE band SET a = 1 WHERE b").commit();
    }
    assertThat(apart.rules()).isEmpty();
  }

  @Test
  void withoutAConditionAllOfProductionsRowsCount() {
    assertThat(new Migration().changed(3, "UPDATE band SET a = 1").findings())
        .singleElement()
        .extracting(Finding::why)
        .asString()
        .contains("has changed 2,000,000 rows");
  }
}
