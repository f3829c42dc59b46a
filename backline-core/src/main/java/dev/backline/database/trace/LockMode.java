package dev.backline.database.trace;

/** The modes of table locks, weakest first (PostgreSQL manual, section 13.3.1). */
public enum LockMode {
  ACCESS_SHARE("AccessShareLock"),
  ROW_SHARE("RowShareLock"),
  ROW_EXCLUSIVE("RowExclusiveLock"),
  SHARE_UPDATE_EXCLUSIVE("ShareUpdateExclusiveLock"),
  SHARE("ShareLock"),
  SHARE_ROW_EXCLUSIVE("ShareRowExclusiveLock"),
  EXCLUSIVE("ExclusiveLock"),
  ACCESS_EXCLUSIVE("AccessExclusiveLock");

  private final String catalogueName;

  LockMode(String catalogueName) {
    this.catalogueName = catalogueName;
  }

  /** As {@code pg_locks.mode} shows it. */
  public String catalogueName() {
    return catalogueName;
  }

  /** Whether others can't write to the table while it is held. */
  public boolean stopsWrites() {
    return compareTo(SHARE) >= 0;
  }

  /** Whether others can't even read the table while it is held. */
  public boolean stopsReads() {
    return this == ACCESS_EXCLUSIVE;
  }
}
