package dev.backline.host;

import dev.backline.failure.BacklineException;
import dev.backline.failure.Failure;

/** Somebody with a later lease has been here: whoever gets this must change nothing any more. */
public final class StaleFence extends BacklineException {

  private final Fence presented;
  private final Fence highest;

  public StaleFence(String tried, Fence presented, Fence highest) {
    super(
        Failure.refused(
            tried,
            "lease " + presented + " is over: lease " + highest + " has taken its place",
            "let the newer run go on; 'backline runs' shows it"));
    this.presented = presented;
    this.highest = highest;
  }

  public Fence presented() {
    return presented;
  }

  public Fence highest() {
    return highest;
  }
}
