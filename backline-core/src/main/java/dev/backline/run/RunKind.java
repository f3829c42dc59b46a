package dev.backline.run;

/** Which pipeline a run executes. */
public enum RunKind {
  DEPLOY,
  PROMOTE,
  ROLLBACK,
  MIGRATE,
  STOP,
  START,
  MAINTENANCE,
  PRUNE;

  /** The word users see and type. */
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
