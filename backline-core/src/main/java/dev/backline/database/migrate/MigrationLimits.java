package dev.backline.database.migrate;

import java.time.Duration;
import java.util.List;

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
   * Five times what the slowest statement took on the copy, and at least half a minute. What works
   * {@code CONCURRENTLY} waits for all transactions that were there before it (PostgreSQL manual,
   * CREATE INDEX), of which the copy had none: it gets as long as the migrations have altogether.
   * Where nothing else is done it may wait for locks as long, as nobody waits behind it.
   *
   * @param slowest zero if nothing was rehearsed
   * @param statements that the migrations ran there
   * @param altogether what ends the tool; a server may not notice that, and must not go on
   */
  public static MigrationLimits rehearsed(
      Duration slowest, List<String> statements, Duration altogether) {
    Duration five = slowest.multipliedBy(TIMES_REHEARSED);
    Duration usual = five.compareTo(LEAST_STATEMENT) > 0 ? five : LEAST_STATEMENT;
    Concurrency concurrency = Concurrency.of(statements);
    Duration statement = concurrency.some() && usual.compareTo(altogether) < 0 ? altogether : usual;
    return new MigrationLimits(concurrency.nothingElse() ? statement : LOCK, statement);
  }
}
