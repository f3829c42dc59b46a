package dev.backline.database.catalogue;

import java.util.Locale;

/**
 * How big a table is, all its partitions together.
 *
 * @param rows an estimate, at least 0
 * @param bytes on the disk with indexes and what is stored out of line, at least 0
 */
public record TableSize(long rows, long bytes) {

  private static final long MEGABYTE = 1_000_000;

  public TableSize {
    if (rows < 0 || bytes < 0) {
      throw new IllegalArgumentException("negative: " + rows + " rows, " + bytes + " bytes");
    }
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "about %,d rows, %,d MB", rows, bytes / MEGABYTE);
  }
}
