package dev.musicgraph.suggestion;

import java.util.Comparator;

/**
 * Why somebody who likes one node may like another.
 *
 * @param weight more of it counts more
 * @param words a part of a sentence for people
 */
record Reason(double weight, String words) {
  static final Comparator<Reason> STRONGEST_FIRST =
      Comparator.comparingDouble(Reason::weight).reversed().thenComparing(Reason::words);
}
