package dev.backline.database.lint;

import dev.backline.database.catalogue.NotNullCheck;
import dev.backline.database.catalogue.TableName;
import dev.backline.database.catalogue.TableSize;
import dev.backline.database.trace.TracedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Judges the statements of a migration, as they were executed on a copy, by what they would do to
 * production. Pure. What was seen counts first (locks, rewrites, times); the text names the cause
 * and the remedy. What the migration makes itself, and what is small, passes.
 */
public final class Lint {

  private Lint() {}

  /** As below, where nothing is known of checks from before the migration. */
  public static LintReport judge(
      List<TracedStatement> statements,
      Map<TableName, TableSize> production,
      LintLimits limits,
      List<Waiver> waivers) {
    return judge(statements, production, List.of(), limits, waivers);
  }

  /**
   * @param statements in the order in which they ended
   * @param production all its tables before the migration
   * @param checks that production has before the migration; a valid one makes SET NOT NULL quick
   * @param waivers beside those that comments in the statements give
   */
  public static LintReport judge(
      List<TracedStatement> statements,
      Map<TableName, TableSize> production,
      List<NotNullCheck> checks,
      LintLimits limits,
      List<Waiver> waivers) {
    List<Execution> executions =
        History.of(statements, new Tables(production, Set.copyOf(checks)), limits.lockTimeoutSet());
    List<Finding> findings = new ArrayList<>();
    for (Execution execution : executions) {
      findings.addAll(new Comments(execution).refused());
      findings.addAll(
          execution.failed()
              ? new FailureRules(execution).found(executions)
              : found(execution, executions, limits));
    }
    return new LintReport(findings.stream().map(finding -> waived(finding, waivers)).toList());
  }

  private static List<Finding> found(
      Execution execution, List<Execution> executions, LintLimits limits) {
    Scene scene = new Scene(execution, limits);
    List<Finding> findings = new ArrayList<>();
    findings.addAll(IndexRules.found(scene));
    findings.addAll(ConstraintRules.found(scene));
    findings.addAll(RewriteRule.found(scene));
    findings.addAll(LockRules.found(scene, executions, List.copyOf(findings)));
    findings.addAll(RowsRule.found(scene));
    findings.addAll(ReleaseRules.found(scene));
    return findings;
  }

  private static Finding waived(Finding finding, List<Waiver> waivers) {
    return waivers.stream()
        .filter(waiver -> waiver.covers(finding))
        .findFirst()
        .map(waiver -> finding.waivedBy(waiver.reason()))
        .orElse(finding);
  }
}
