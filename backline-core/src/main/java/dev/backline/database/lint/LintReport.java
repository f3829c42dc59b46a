package dev.backline.database.lint;

import java.util.Comparator;
import java.util.List;

/**
 * What the rules found.
 *
 * @param findings what blocks, then warnings, then what is waived; each in the order of the
 *     statements
 */
public record LintReport(List<Finding> findings) {

  public LintReport {
    findings =
        findings.stream()
            .sorted(
                Comparator.comparing((Finding finding) -> finding.waived().isPresent())
                    .thenComparing(finding -> finding.rule().severity())
                    .thenComparing(Finding::number)
                    .thenComparing(Finding::rule)
                    .thenComparing(finding -> finding.table().map(Object::toString).orElse("")))
            .toList();
  }

  /** Whether nothing keeps the migration from production. */
  public boolean passed() {
    return findings.stream().noneMatch(Finding::blocks);
  }
}
