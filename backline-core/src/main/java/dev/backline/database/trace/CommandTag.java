package dev.backline.database.trace;

import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the server says of a statement that it has completed (PostgreSQL manual, section 55.7,
 * {@code CommandComplete}), such as {@code INSERT 0 5}.
 */
record CommandTag(String value) {

  private static final Set<String> BEGINNINGS = Set.of("BEGIN", "START TRANSACTION");
  private static final Set<String> ENDS = Set.of("COMMIT", "ROLLBACK", "PREPARE TRANSACTION");

  /** Back to a savepoint, or into the next transaction at once. */
  private static final Pattern STAYS_IN_TRANSACTION =
      Pattern.compile("\\bTO\\b|\\bAND\\s+CHAIN\\b", Pattern.CASE_INSENSITIVE);

  OptionalLong rows() {
    String last = value.substring(value.lastIndexOf(' ') + 1);
    return !last.isEmpty() && last.chars().allMatch(digit -> digit >= '0' && digit <= '9')
        ? OptionalLong.of(Long.parseLong(last))
        : OptionalLong.empty();
  }

  boolean beginsTransaction() {
    return BEGINNINGS.contains(value);
  }

  /**
   * @param sql the statement, since the tag of a rollback to a savepoint is the same
   */
  boolean endsTransaction(String sql) {
    return ENDS.contains(value) && !STAYS_IN_TRANSACTION.matcher(sql).find();
  }

  /** Rewrites tables without a table_rewrite event (PostgreSQL manual, section 40.1.4). */
  boolean rewritesUnseen() {
    return value.equals("VACUUM") || value.equals("CLUSTER");
  }

  /** Gives a table new files, too, but writes no row anew. */
  boolean empties() {
    return value.equals("TRUNCATE TABLE");
  }
}
