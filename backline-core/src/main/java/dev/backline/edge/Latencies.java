package dev.backline.edge;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many requests took how long.
 *
 * @param counts by the upper bound in ms of a span some 19 % wide; each above 0
 */
public record Latencies(SortedMap<Double, Long> counts) {

  public static final Latencies NONE = new Latencies(new TreeMap<>());

  public Latencies {
    counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    if (counts.values().stream().anyMatch(count -> count <= 0)) {
      throw new IllegalArgumentException("a span without a request: " + counts);
    }
  }

  public long requests() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  public Latencies plus(Latencies other) {
    SortedMap<Double, Long> sums = new TreeMap<>(counts);
    other.counts.forEach((bound, count) -> sums.merge(bound, count, Long::sum));
    return new Latencies(sums);
  }

  /** The upper bound in ms of the span that holds the request of that rank; 0 without one. */
  public double percentile(double share) {
    long rank = (long) Math.ceil(requests() * share);
    long below = 0;
    for (Map.Entry<Double, Long> span : counts.entrySet()) {
      below += span.getValue();
      if (below >= rank) {
        return span.getKey();
      }
    }
    return 0;
  }
}
