package dev.backline.database.lint;

import static dev.backline.database.lint.Severity.BLOCK;
import static dev.backline.database.lint.Severity.WARN;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a migration should not do. The ids are stable: waivers name them. */
public enum LintRule {
  INDEX_NOT_CONCURRENT(BLOCK, "nobody can write to the table until the index is built"),
  INDEX_CONCURRENT_IN_TRANSACTION(
      BLOCK, "PostgreSQL refuses CONCURRENTLY within a transaction, or beside other statements"),
  CONSTRAINT_NOT_VALID(BLOCK, "nobody can write to the table until all rows have been looked at"),
  UNIQUE_WITHOUT_INDEX(
      BLOCK, "nobody can read or write the table until the constraint's index is built"),
  NOT_NULL_WITHOUT_CHECK(
      BLOCK, "nobody can read or write the table until all rows have been looked at"),
  TABLE_REWRITTEN(BLOCK, "nobody can read or write the table until all rows are written anew"),
  LOCK_STOPS_READS(BLOCK, "nobody can read or write the table while the lock is held"),
  LOCK_STOPS_WRITES(BLOCK, "nobody can write to the table while the lock is held"),
  MANY_ROWS_IN_ONE_STATEMENT(
      BLOCK, "nobody else can change these rows until the transaction ends, and the table bloats"),
  CONCURRENT_LEFTOVER(
      BLOCK,
      "a CONCURRENTLY that fails leaves an INVALID index, which costs writes and helps none"),
  DROP_INDEX_NOT_CONCURRENT(
      WARN, "it waits for all who use the table, and all who come after wait behind it"),
  LOCK_TIMEOUT_MISSING(
      WARN, "it may wait for a lock without end, and all who come after wait behind it"),
  CONCURRENTLY_IF_NOT_EXISTS(
      WARN, "an INVALID index of that name, left by an attempt that failed, counts as there"),
  COLUMN_DROPPED(WARN, "the release before may still use it, and does so until the switch"),
  COLUMN_RENAMED(WARN, "the release before knows it by its old name, until the switch"),
  TABLE_DROPPED(WARN, "the release before may still use it, and does so until the switch"),
  TABLE_RENAMED(WARN, "the release before knows it by its old name, until the switch"),
  WAIVER_REFUSED(WARN, "what is allowed in spite of a rule names the rule and the reason");

  private final Severity severity;
  private final String why;

  LintRule(Severity severity, String why) {
    this.severity = severity;
    this.why = why;
  }

  /** Such as {@code index-not-concurrent}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public Severity severity() {
    return severity;
  }

  /** What happens on a big table, as half a sentence. */
  public String why() {
    return why;
  }

  public static Optional<LintRule> of(String id) {
    return Arrays.stream(values()).filter(rule -> rule.id().equals(id)).findFirst();
  }

  @Override
  public String toString() {
    return id();
  }
}
