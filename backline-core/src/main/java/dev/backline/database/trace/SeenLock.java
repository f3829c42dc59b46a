package dev.backline.database.trace;

import java.util.Arrays;
import java.util.Optional;

/**
 * A lock on a relation as it was seen.
 *
 * @param oid the relation's object id; not certainly a table's if others can't see it yet
 * @param created whether others can't see the relation yet
 */
record SeenLock(long oid, LockMode mode, boolean created) {

  /**
   * @param mode as {@code pg_locks} shows it; empty for those that stop nobody
   */
  static Optional<SeenLock> of(long oid, String mode, boolean created) {
    return Arrays.stream(LockMode.values())
        .filter(known -> known.catalogueName().equals(mode))
        .map(known -> new SeenLock(oid, known, created))
        .findFirst();
  }
}
