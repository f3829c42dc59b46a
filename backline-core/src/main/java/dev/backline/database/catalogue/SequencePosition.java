package dev.backline.database.catalogue;

/**
 * Where a sequence stands. Sequences don't follow transactions, so that a dump may hold a later
 * position than its snapshot's time had.
 *
 * @param called whether {@code last} has been given out
 * @param ascending whether it counts upwards
 */
public record SequencePosition(long last, boolean called, boolean ascending) {

  /** Whether a sequence at this position could give out a value that the earlier one had given. */
  boolean isBehind(SequencePosition earlier) {
    if (last == earlier.last) {
      return earlier.called && !called;
    }
    return ascending ? last < earlier.last : last > earlier.last;
  }
}
