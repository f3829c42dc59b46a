package dev.backline.backup;

import java.time.Instant;

/**
 * A backup as the catalogue knows it.
 *
 * @param bytes size of all its files, at least 0
 * @param checkedAt when its state was last found out; its end if never
 * @param detail why it is in that state, for people
 */
public record BackupRecord(
    BackupId id,
    BackupSubject subject,
    BackupState state,
    Instant startedAt,
    Instant endedAt,
    long bytes,
    long rows,
    Instant checkedAt,
    String detail) {

  public BackupRecord {
    if (bytes < 0 || rows < 0) {
      throw new IllegalArgumentException("negative size: " + bytes + " bytes, " + rows + " rows");
    }
  }
}
