package dev.backline.journal;

/** The run has ended, or was superseded or cancelled before it began: nothing is added to it. */
public final class RunEndedException extends RuntimeException {

  public RunEndedException(RunId run) {
    super("run " + run + " has ended already");
  }
}
