package dev.musicgraph;

/** The command can't go on, for a reason that the person who called it can mend. */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** The message says what was wanted, why it can't be, and what to do next. */
  public Refusal(String message) {
    super(message);
  }

  public Refusal(String message, Throwable cause) {
    super(message, cause);
  }
}
