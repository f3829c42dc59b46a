package dev.backline.database.migrate;

import dev.backline.database.DatabaseAccess;
import dev.backline.database.RoleName;
import dev.backline.host.CommandOutput;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/**
 * Migrations of a database that is in use: who they wait for is told, and what gave up waiting for
 * a lock is tried again. The tool's transaction has ended by then, so each try begins it anew.
 */
public final class GuardedMigration {

  private static final int TRIES = 11;
  private static final Duration LONGEST = Duration.ofMinutes(30);
  private static final long LEAST_PAUSE_MILLIS = 300;
  private static final long MOST_PAUSE_MILLIS = 3_000;

  private final Migrator migrator;
  private final DatabaseAccess admin;
  private final RoleName role;

  /**
   * @param migrator whose commands connect as {@code role}
   * @param admin the same database with the most rights that we have
   */
  public GuardedMigration(Migrator migrator, DatabaseAccess admin, RoleName role) {
    this.migrator = migrator;
    this.admin = admin;
    this.role = role;
  }

  /**
   * Applies what is pending.
   *
   * @param say told of blockers and of each new try
   */
  public MigrationResult up(CommandOutput output, Consumer<String> say)
      throws InterruptedException {
    Set<String> invalidBefore = InvalidIndexes.in(admin);
    long deadline = System.nanoTime() + LONGEST.toNanos();
    for (int attempt = 1; ; attempt++) {
      MigrationResult result;
      try (BlockerWatch watch = BlockerWatch.start(admin, role, say)) {
        result = migrator.up(output);
      }
      if (!(result instanceof MigrationResult.Failed failed)) {
        return result;
      }
      InvalidIndexes.dropSince(invalidBefore, admin, say);
      if (!gaveUpWaiting(failed) || attempt == TRIES || System.nanoTime() > deadline) {
        return result;
      }
      long pause = ThreadLocalRandom.current().nextLong(LEAST_PAUSE_MILLIS, MOST_PAUSE_MILLIS);
      say.accept(
          "it gave up waiting for a lock; trying again in %d ms, %d of %d"
              .formatted(pause, attempt, TRIES - 1));
      Thread.sleep(pause);
    }
  }

  /** SQLSTATE 55P03, or its message, in what the tool said last (PostgreSQL manual, appendix A). */
  private static boolean gaveUpWaiting(MigrationResult.Failed failed) {
    String why = failed.failure().why();
    return why.contains("55P03") || why.contains("due to lock timeout");
  }
}
