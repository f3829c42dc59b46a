package dev.backline.check.report;

/**
 * How much of the code the tests ran, in lines and in branches. Both counts of a kind are 0 where
 * there was nothing to run.
 */
public record Coverage(
    long linesCovered, long linesMissed, long branchesCovered, long branchesMissed) {

  public Coverage {
    if (linesCovered < 0 || linesMissed < 0 || branchesCovered < 0 || branchesMissed < 0) {
      throw new IllegalArgumentException("a coverage count is negative");
    }
  }

  /** Share of lines that ran, 0 to 1; 1 when there are none. */
  public double lines() {
    return share(linesCovered, linesMissed);
  }

  /** Share of branches taken, 0 to 1; 1 when there are none. */
  public double branches() {
    return share(branchesCovered, branchesMissed);
  }

  private static double share(long covered, long missed) {
    return covered + missed == 0 ? 1 : (double) covered / (covered + missed);
  }
}
