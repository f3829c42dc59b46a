package dev.backline.backup;

/** What is known of a backup's worth. */
public enum BackupState {
  /** Made, and never restored. */
  UNPROVEN,
  /** Restored, and what came out equals what was in the database in every row. */
  PROVEN,
  /** Damaged, or a restore gave something else. */
  FAILED,
  /** Could not be restored here because this server lacks something, such as an extension. */
  UNVERIFIABLE
}
