package dev.backline.edge.nginx;

import dev.backline.edge.ReleaseTraffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Sums that can be added up, which percentiles can't.
 *
 * @param counts requests, 4xx, 5xx, failed by the edge, by the app, maintenance, aborted
 * @param latencies how many requests took at most {@code 1.19^key} ms and more than the key below
 */
record TrafficSum(List<Long> counts, double longestSeconds, Map<Integer, Long> latencies) {

  /** The fewest words of a line: a number, seven counts, the longest. */
  static final int WORDS = 9;

  private static final int COUNTS = 7;
  private static final double WIDTH = 1.19;

  TrafficSum {
    counts = List.copyOf(counts);
    latencies = new TreeMap<>(latencies);
  }

  /** From the words of a line as traffic.awk prints it. */
  static TrafficSum of(String[] words) {
    List<Long> counts = new ArrayList<>();
    for (int i = 1; i <= COUNTS; i++) {
      counts.add(Long.parseLong(words[i]));
    }
    Map<Integer, Long> latencies = new TreeMap<>();
    for (int i = WORDS; i < words.length; i++) {
      String[] pair = words[i].split(":", 2);
      latencies.put(Integer.parseInt(pair[0]), Long.parseLong(pair[1]));
    }
    return new TrafficSum(counts, Double.parseDouble(words[COUNTS + 1]), latencies);
  }

  TrafficSum plus(TrafficSum other) {
    List<Long> sums = new ArrayList<>();
    for (int i = 0; i < COUNTS; i++) {
      sums.add(counts.get(i) + other.counts.get(i));
    }
    Map<Integer, Long> all = new TreeMap<>(latencies);
    other.latencies.forEach((bucket, count) -> all.merge(bucket, count, Long::sum));
    return new TrafficSum(sums, Math.max(longestSeconds, other.longestSeconds), all);
  }

  ReleaseTraffic of(Optional<String> release) {
    return new ReleaseTraffic(
        release,
        counts.get(0),
        counts.get(1),
        counts.get(2),
        counts.get(3),
        counts.get(4),
        counts.get(5),
        counts.get(6),
        quantile(0.50),
        quantile(0.95),
        quantile(0.99),
        longestSeconds * 1000);
  }

  /** The upper bound of the bucket that holds it, in ms; 0 without requests. */
  private double quantile(double part) {
    long all = latencies.values().stream().mapToLong(Long::longValue).sum();
    long rank = (long) Math.ceil(part * all);
    long below = 0;
    for (Map.Entry<Integer, Long> bucket : latencies.entrySet()) {
      below += bucket.getValue();
      if (below >= rank) {
        return Math.min(Math.pow(WIDTH, bucket.getKey()), longestSeconds * 1000);
      }
    }
    return 0;
  }
}
