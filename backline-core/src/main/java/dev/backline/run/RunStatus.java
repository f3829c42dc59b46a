package dev.backline.run;

/** Where a run stands. */
public enum RunStatus {
  QUEUED(false),
  RUNNING(false),
  UNWINDING(false),
  SUCCEEDED(true),
  /** Failed, and everything put back. */
  UNDONE(true),
  /** Cancelled by somebody, and everything put back. */
  CANCELLED(true),
  /** Failed, and something could not be put back. */
  NEEDS_PERSON(true),
  /** Never started: a newer run took its place. */
  SUPERSEDED(true);

  private final boolean ended;

  RunStatus(boolean ended) {
    this.ended = ended;
  }

  public boolean ended() {
    return ended;
  }

  /** Started and not ended: if no process is at work on it, it wants adopting. */
  public boolean underWay() {
    return this == RUNNING || this == UNWINDING;
  }

  /** The words users see. */
  public String words() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
  }
}
