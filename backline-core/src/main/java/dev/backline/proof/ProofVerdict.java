package dev.backline.proof;

import dev.backline.config.ProofRule;
import dev.backline.config.ProofSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a proof means for the delivery that it was made for. */
public sealed interface ProofVerdict {

  /** It may go on. */
  record GoOn(List<String> warnings) implements ProofVerdict {}

  /** It may go on once a person has said so. */
  record NeedsApproval(List<String> reasons, List<String> warnings) implements ProofVerdict {}

  /** It must not touch the environment: it would fail there as it did on the copy. */
  record Broken(List<String> reasons) implements ProofVerdict {}

  /** It must not touch the environment: a policy says so. */
  record Refused(List<String> reasons) implements ProofVerdict {}

  /** The worst of what the parts mean. */
  static ProofVerdict of(Proof proof, ProofSpec rules) {
    List<String> broken = new ArrayList<>();
    for (PartName must : List.of(PartName.RESTORE, PartName.MIGRATE_UP, PartName.NEW_RELEASE)) {
      proof.failed(must).ifPresent(part -> broken.add(part.detail()));
    }
    if (!broken.isEmpty()) {
      return new Broken(broken);
    }
    List<Finding> findings = findings(proof, rules);
    List<String> refused = told(findings, ProofRule.BLOCK);
    List<String> asked = told(findings, ProofRule.APPROVE);
    List<String> warned = told(findings, ProofRule.WARN);
    if (!refused.isEmpty()) {
      return new Refused(refused);
    }
    return asked.isEmpty() ? new GoOn(warned) : new NeedsApproval(asked, warned);
  }

  private static List<Finding> findings(Proof proof, ProofSpec rules) {
    List<Finding> findings = new ArrayList<>();
    finding(proof, PartName.LINT, rules.lint()).ifPresent(findings::add);
    if (proof.pending() > 0) {
      Way app = proof.plan().app();
      Way migration = proof.plan().migration();
      if (app.safety() == Way.Safety.UNSAFE) {
        findings.add(new Finding(rules.appRollback(), "no app-only rollback: " + app.why()));
      }
      if (migration.safety() == Way.Safety.UNSAFE) {
        findings.add(
            new Finding(rules.migrationRollback(), "no rollback by migration: " + migration.why()));
      }
      if (proof.parts().stream()
          .noneMatch(
              part -> part.name() == PartName.MIGRATE_UP && part.outcome() == Outcome.PASSED)) {
        findings.add(
            new Finding(rules.impossible(), "the migrations were not rehearsed: " + app.why()));
      }
    }
    return findings;
  }

  private static Optional<Finding> finding(Proof proof, PartName part, ProofRule rule) {
    return proof.failed(part).map(failed -> new Finding(rule, failed.detail()));
  }

  private static List<String> told(List<Finding> findings, ProofRule rule) {
    return findings.stream().filter(f -> f.rule() == rule).map(Finding::what).toList();
  }

  /** What a rule is applied to. */
  record Finding(ProofRule rule, String what) {}
}
