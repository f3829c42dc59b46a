package dev.backline.proof;

/**
 * One thing that a rehearsal tried.
 *
 * @param detail the evidence, or why it failed or was not done
 * @param tookMillis 0 if it was not done
 */
public record ProofPart(PartName name, Outcome outcome, String detail, long tookMillis) {

  /** In one line, for people. */
  public String told() {
    return switch (outcome) {
      case PASSED -> name.claim() + ": passed in " + tookMillis + " ms";
      case FAILED -> name.claim() + ": FAILED: " + detail;
      case NOT_DONE -> name.claim() + ": not tried, " + detail;
    };
  }

  public static ProofPart notDone(PartName name, String why) {
    return new ProofPart(name, Outcome.NOT_DONE, why, 0);
  }
}
