package dev.backline.proof;

/**
 * One way of undoing a delivery.
 *
 * @param safety what is known of it
 * @param why in words for people, with what it would lose
 * @param tookMillis how long it took in the rehearsal; 0 if it was not tried
 */
public record Way(Safety safety, String why, long tookMillis) {

  /** What is known of a way. */
  public enum Safety {
    SAFE,
    UNSAFE,
    UNKNOWN
  }

  public boolean safe() {
    return safety == Safety.SAFE;
  }

  /** In one line, for people. */
  public String told() {
    String took = tookMillis > 0 ? ", " + tookMillis + " ms in the rehearsal" : "";
    return switch (safety) {
      case SAFE -> "safe" + took + ": " + why;
      case UNSAFE -> "NOT safe" + took + ": " + why;
      case UNKNOWN -> "not known: " + why;
    };
  }
}
