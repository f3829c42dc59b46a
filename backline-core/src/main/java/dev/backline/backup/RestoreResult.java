package dev.backline.backup;

import dev.backline.database.DatabaseAccess;
import dev.backline.failure.Failure;
import java.time.Duration;

/** What came of restoring a backup beside the live database. */
public sealed interface RestoreResult {

  /**
   * The backup is proven: what was restored equals what was backed up.
   *
   * @param database the restored one, there until it is switched to or dropped
   * @param rows in all its tables
   */
  record Proven(DatabaseAccess database, long rows, Duration took) implements RestoreResult {}

  /**
   * It is not, and nothing of it is left on the server.
   *
   * @param state what the catalogue says of the backup now
   */
  record Refused(Failure failure, BackupState state) implements RestoreResult {}
}
