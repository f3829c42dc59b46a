package dev.backline.check;

/** How one check ended. */
public enum CheckOutcome {
  PASSED,
  /** The command failed, or what it reported is missing, empty or bad. */
  FAILED,
  /** It did not end in its time and was killed. */
  TIMED_OUT,
  /** An earlier one had failed. */
  NOT_RUN
}
