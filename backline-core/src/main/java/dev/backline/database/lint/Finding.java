package dev.backline.database.lint;

import dev.backline.database.catalogue.TableName;
import dev.backline.database.catalogue.TableSize;
import java.util.Optional;

/**
 * A statement that a rule is against.
 *
 * @param number of the statement among those judged, from 1
 * @param statement its text on one line of at most 120 characters
 * @param table that it is about, if it is known which
 * @param size that table's in production
 * @param why one line
 * @param remedy what to do instead, on one or more lines, with the SQL if there is one
 * @param waived why it is allowed all the same; empty if it isn't
 */
public record Finding(
    LintRule rule,
    int number,
    String statement,
    Optional<TableName> table,
    Optional<TableSize> size,
    String why,
    String remedy,
    Optional<String> waived) {

  public boolean blocks() {
    return rule.severity() == Severity.BLOCK && waived.isEmpty();
  }

  /** For people, on one line. */
  public String told() {
    String what = rule + ": " + why + " in: " + statement;
    return waived
        .map(reason -> what + " (allowed: " + reason + ")")
        .orElseGet(() -> what + ". Instead: " + String.join(" ", remedy.lines().toList()));
  }

  Finding waivedBy(String reason) {
    return new Finding(
        rule, number, statement, table, size, why, remedy, Optional.of(waived.orElse(reason)));
  }
}
