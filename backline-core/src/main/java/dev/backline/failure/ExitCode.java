package dev.backline.failure;

/**
 * How a command ended, as its process exit status. The numbers are stable: scripts depend on them.
 */
public enum ExitCode {
  /** Everything asked for was done. */
  DONE(0),
  /** It failed, and everything it had changed was put back. */
  FAILED_AND_UNDONE(1),
  /** The command line, the configuration or another input was wrong; nothing was changed. */
  USAGE(2),
  /** It failed and a person has to look: something could not be put back. */
  NEEDS_PERSON(3),
  /** A policy refused it; nothing was changed. */
  REFUSED(4),
  /** A part that is needed (PostgreSQL, git, disk, a port, the state file) is missing or unfit. */
  UNAVAILABLE(5),
  /** Cancelled by somebody; everything it had changed was put back. */
  CANCELLED(6);

  private final int status;

  ExitCode(int status) {
    this.status = status;
  }

  /** The process exit status, 0 to 6. */
  public int status() {
    return status;
  }
}
