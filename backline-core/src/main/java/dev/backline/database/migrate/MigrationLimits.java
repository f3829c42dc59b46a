package dev.backline.database.migrate;

import java.time.Duration;

/**
 * How long a statement of a migration may wait for a lock, and how long it may take.
 *
 * @param lock while it waits, everybody who comes after it waits as well, so it is short
 * @param statement positive
 */
public record MigrationLimits(Duration lock, Duration statement) {

  private static final Duration LOCK = Duration.ofSeconds(2);
  private static final Duration LEAST_STATEMENT = Duration.ofSeconds(30);
  private static final int TIMES_REHEARSED = 5;

  public MigrationLimits {
    if (!lock.isPositive() || !statement.isPositive()) {
      throw new IllegalArgumentException("limits are positive");
    }
  }

  /**
   * Five times what the slowest statement took on the copy, and at least half a minute.
   *
   * @param slowest zero if nothing was rehearsed
   */
  public static MigrationLimits rehearsed(Duration slowest) {
    Duration five = slowest.multipliedBy(TIMES_REHEARSED);
    return new MigrationLimits(LOCK, five.compareTo(LEAST_STATEMENT) > 0 ? five : LEAST_STATEMENT);
  }
}
