package dev.backline.database.lint;

import dev.backline.database.catalogue.TableSize;

/**
 * From where on a table is big: what locks it or goes through all of it is noticed by users.
 *
 * @param rows positive
 * @param bytes positive
 */
public record BigTable(long rows, long bytes) {

  public BigTable {
    if (rows < 1 || bytes < 1) {
      throw new IllegalArgumentException("not positive: " + rows + " rows, " + bytes + " bytes");
    }
  }

  /** 100,000 rows or 100 MB. */
  public static BigTable standard() {
    return new BigTable(100_000, 100_000_000);
  }

  boolean is(TableSize size) {
    return size.rows() >= rows || size.bytes() >= bytes;
  }
}
