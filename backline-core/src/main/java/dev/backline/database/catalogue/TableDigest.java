package dev.backline.database.catalogue;

/**
 * A table's rows as a number and a sum.
 *
 * @param rows how many, at least 0
 * @param sum the sums of two 64-bit hashes of each row's text: equal for the same rows in any order
 */
public record TableDigest(long rows, String sum) {

  public TableDigest {
    if (rows < 0) {
      throw new IllegalArgumentException("rows is negative: " + rows);
    }
  }

  @Override
  public String toString() {
    return rows + " rows, digest " + sum;
  }
}
