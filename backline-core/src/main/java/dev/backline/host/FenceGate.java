package dev.backline.host;

/** Where a host lets pass only who has the highest fencing token that it has seen. */
public interface FenceGate {

  /**
   * Lets the token pass and remembers it.
   *
   * @param tried what it is to pass for, as in a {@link dev.backline.failure.Failure}
   * @throws StaleFence if a higher one was seen
   */
  void admit(Fence fence, String tried) throws InterruptedException;

  /** The highest token seen; 0 at first. */
  Fence highest() throws InterruptedException;
}
