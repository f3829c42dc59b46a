package dev.backline.database.lint;

import dev.backline.database.catalogue.TableName;
import java.util.Optional;

/**
 * Allows what a rule finds.
 *
 * @param table the only one it is allowed on; any if empty
 * @param reason why it is right all the same; never blank
 */
public record Waiver(LintRule rule, Optional<TableName> table, String reason) {

  public Waiver {
    if (reason.isBlank()) {
      throw new IllegalArgumentException("a waiver of " + rule + " without a reason");
    }
  }

  boolean covers(Finding finding) {
    return rule == finding.rule() && (table.isEmpty() || table.equals(finding.table()));
  }
}
