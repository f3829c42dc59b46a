package dev.backline.edge.nginx;

import dev.backline.edge.Latencies;
import dev.backline.edge.ReleaseTraffic;
import dev.backline.edge.RouteTraffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Sums that can be added up, which percentiles can't.
 *
 * @param counts requests, 4xx, 5xx, failed by the edge, by the app, maintenance, aborted
 */
record TrafficSum(List<Long> counts, double longestSeconds, Latencies latencies) {

  /** The fewest words of a line: a number, seven counts, the longest. */
  static final int WORDS = 9;

  private static final int COUNTS = 7;
  private static final double WIDTH = 1.19;

  TrafficSum {
    counts = List.copyOf(counts);
  }

  /** From the words of a line as traffic.awk prints it. */
  static TrafficSum of(String[] words) {
    List<Long> counts = new ArrayList<>();
    for (int i = 1; i <= COUNTS; i++) {
      counts.add(Long.parseLong(words[i]));
    }
    return new TrafficSum(counts, Double.parseDouble(words[COUNTS + 1]), latencies(words, WORDS));
  }

  /**
   * From words of the form {@code BUCKET:COUNT}, each for the requests that took at most {@code
   * 1.19^BUCKET} ms and more than that of the bucket below.
   */
  static Latencies latencies(String[] words, int from) {
    TreeMap<Double, Long> latencies = new TreeMap<>();
    for (int i = from; i < words.length; i++) {
      String[] pair = words[i].split(":", 2);
      latencies.put(Math.pow(WIDTH, Integer.parseInt(pair[0])), Long.parseLong(pair[1]));
    }
    return new Latencies(latencies);
  }

  TrafficSum plus(TrafficSum other) {
    List<Long> sums = new ArrayList<>();
    for (int i = 0; i < COUNTS; i++) {
      sums.add(counts.get(i) + other.counts.get(i));
    }
    return new TrafficSum(
        sums, Math.max(longestSeconds, other.longestSeconds), latencies.plus(other.latencies));
  }

  ReleaseTraffic of(Optional<String> release, List<RouteTraffic> routes) {
    return new ReleaseTraffic(
        release,
        counts.get(0),
        counts.get(1),
        counts.get(2),
        counts.get(3),
        counts.get(4),
        counts.get(5),
        counts.get(6),
        percentile(0.50),
        percentile(0.95),
        percentile(0.99),
        longestSeconds * 1000,
        routes);
  }

  private double percentile(double share) {
    return Math.min(latencies.percentile(share), longestSeconds * 1000);
  }
}
