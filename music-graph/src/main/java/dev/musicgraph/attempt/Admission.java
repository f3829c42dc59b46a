package dev.musicgraph.attempt;

import java.time.Duration;

/** Whether a try may be made. */
public sealed interface Admission {
  /**
   * It may, and counts.
   *
   * @param id for {@link Attempts#forgive}
   */
  record Admitted(long id) implements Admission {}

  /**
   * It may not, and does not count.
   *
   * @param wait until the next one may, in whole seconds, at least one
   */
  record Refused(Duration pause) implements Admission {
    /** For a person. */
    public String message() {
      long seconds = pause.toSeconds();
      return "Too many tries. Please wait "
          + (seconds == 1 ? "a second" : seconds + " seconds")
          + " and try again.";
    }
  }
}
