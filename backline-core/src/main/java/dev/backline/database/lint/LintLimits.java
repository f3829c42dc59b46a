package dev.backline.database.lint;

import java.time.Duration;

/**
 * How much of what is too much.
 *
 * @param held how long a lock may stop the readers or writers of a big table; positive
 * @param rows of a big table that one transaction may update or delete; positive
 * @param lockTimeoutSet whether the connections begin with a {@code lock_timeout}
 */
public record LintLimits(BigTable big, Duration held, long rows, boolean lockTimeoutSet) {

  public LintLimits {
    if (held.isNegative() || held.isZero() || rows < 1) {
      throw new IllegalArgumentException("not positive: " + held + ", " + rows + " rows");
    }
  }

  /** One second, 50,000 rows, and no lock timeout but what the migration sets itself. */
  public static LintLimits standard() {
    return new LintLimits(BigTable.standard(), Duration.ofSeconds(1), 50_000, false);
  }

  public LintLimits withLockTimeout() {
    return new LintLimits(big, held, rows, true);
  }
}
