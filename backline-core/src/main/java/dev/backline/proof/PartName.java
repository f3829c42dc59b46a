package dev.backline.proof;

/** What a rehearsal tries, in its order. */
public enum PartName {
  RESTORE("the backup is restored and equal"),
  MIGRATE_UP("the pending migrations run"),
  LINT("no migration locks or rewrites a big table"),
  NEW_RELEASE("the new release starts on the copy and passes the smoke tests"),
  OLD_RELEASE("the release before passes them on the migrated schema"),
  MIGRATE_DOWN("the way down restores the schema");

  private final String claim;

  PartName(String claim) {
    this.claim = claim;
  }

  /** What is true when it passed. */
  public String claim() {
    return claim;
  }
}
