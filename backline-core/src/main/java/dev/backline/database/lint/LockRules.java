package dev.backline.database.lint;

import dev.backline.database.trace.LockMode;
import dev.backline.database.trace.TakenLock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Locks that stop others are held for a moment only, and waited for only so long. A lock is held
 * until its transaction ends (PostgreSQL manual, section 13.3.1), whatever comes in between.
 */
final class LockRules {

  /** These tell already why the statement itself takes long. */
  private static final Set<LintRule> CAUSES =
      Set.of(
          LintRule.INDEX_NOT_CONCURRENT,
          LintRule.CONSTRAINT_NOT_VALID,
          LintRule.UNIQUE_WITHOUT_INDEX,
          LintRule.NOT_NULL_WITHOUT_CHECK,
          LintRule.TABLE_REWRITTEN);

  private LockRules() {}

  /**
   * @param all executions of the migration
   * @param found what other rules found in this statement
   */
  static List<Finding> found(Scene scene, List<Execution> all, List<Finding> found) {
    List<Execution> after =
        all.stream()
            .filter(later -> later.transaction() == scene.execution().transaction())
            .filter(later -> later.number() > scene.execution().number())
            .toList();
    return scene
        .execution()
        .locked(LockMode.SHARE)
        .flatMap(lock ->
            Stream.of(held(scene, lock, after, found), waiting(scene, lock))
                .flatMap(Optional::stream))
        .toList();
  }

  private static Optional<Finding> held(
      Scene scene, TakenLock lock, List<Execution> after, List<Finding> found) {
    Duration more = after.stream().map(Execution::took).reduce(Duration.ZERO, Duration::plus);
    Duration held = scene.execution().took().plus(more);
    boolean told =
        found.stream()
            .anyMatch(finding ->
                CAUSES.contains(finding.rule())
                    && finding.table().equals(Optional.of(lock.table())));
    boolean tooLong = (told ? more : held).compareTo(scene.limits().held()) > 0;
    Part part = scene.execution().about(lock.table());
    LintRule rule =
        lock.mode().stopsReads() ? LintRule.LOCK_STOPS_READS : LintRule.LOCK_STOPS_WRITES;
    Optional<Execution> slowest =
        after.stream()
            .max(Comparator.comparing(Execution::took))
            .filter(later -> later.took().compareTo(scene.execution().took()) > 0);
    String why =
        "%s; it was held for %s, %s of that by this statement"
            .formatted(rule.why(), seconds(held), seconds(scene.execution().took()));
    return scene
        .big(part, lock.table())
        .filter(_ -> tooLong)
        .map(table -> scene.finding(rule, part, table, why, remedy(slowest)));
  }

  private static String remedy(Optional<Execution> slowest) {
    return slowest
        .map(later ->
            "COMMIT before what takes long: " + later.parts().getFirst().statement().shortLine())
        .orElse(
            "do it in smaller steps, each in a transaction of its own, or by a form that takes a"
                + " weaker lock (PostgreSQL manual, section 13.3.1)");
  }

  private static Optional<Finding> waiting(Scene scene, TakenLock lock) {
    Part part = scene.execution().about(lock.table());
    return scene
        .big(part, lock.table())
        .filter(_ -> lock.mode().stopsReads() && !scene.execution().lockTimeout())
        .map(table ->
            scene.finding(
                LintRule.LOCK_TIMEOUT_MISSING,
                part,
                table,
                "before it: SET lock_timeout = '2s'; and try again later if it fails"));
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
  }
}
