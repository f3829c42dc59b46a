package dev.backline.edge.proxy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** How many requests took how long, in buckets that are 19 % wide; the first ends at 0.1 ms. */
final class Latencies {

  private static final double NARROWEST_MILLIS = 0.1;
  private static final double STEPS_PER_DOUBLING = 4;
  private static final int BUCKETS = 100;

  private final int[] counts = new int[BUCKETS];

  void add(double millis) {
    counts[bucket(millis)]++;
  }

  void add(Latencies other) {
    for (int i = 0; i < BUCKETS; i++) {
      counts[i] += other.counts[i];
    }
  }

  /** The upper bound of the bucket that holds the request of that rank, in ms; 0 without one. */
  double percentile(double share) {
    long requests = 0;
    for (int count : counts) {
      requests += count;
    }
    long rank = (long) Math.ceil(requests * share);
    long seen = 0;
    for (int i = 0; i < BUCKETS && requests > 0; i++) {
      seen += counts[i];
      if (seen >= rank) {
        return bound(i);
      }
    }
    return 0;
  }

  /** A pair for each bucket that isn't empty: its upper bound in ms, and how many are in it. */
  ArrayNode toJson() {
    ArrayNode pairs = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < BUCKETS; i++) {
      if (counts[i] > 0) {
        pairs.addArray().add(rounded(bound(i))).add(counts[i]);
      }
    }
    return pairs;
  }

  static double rounded(double millis) {
    return Math.round(millis * 1000) / 1000.0;
  }

  private static double bound(int bucket) {
    return NARROWEST_MILLIS * Math.pow(2, bucket / STEPS_PER_DOUBLING);
  }

  private static int bucket(double millis) {
    double steps =
        Math.log(Math.max(millis, NARROWEST_MILLIS) / NARROWEST_MILLIS)
            / Math.log(2)
            * STEPS_PER_DOUBLING;
    return Math.min((int) Math.ceil(steps), BUCKETS - 1);
  }
}
