package dev.backline.proof;

/** How a part of a rehearsal ended. */
public enum Outcome {
  PASSED,
  FAILED,
  /** It was not tried: there was no need, or no way. */
  NOT_DONE
}
