package dev.backline.health.watch;

import dev.backline.edge.Latencies;
import dev.backline.edge.RouteTraffic;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The latencies of two releases, over requests that can be compared.
 *
 * @param of which requests, as words that follow "the requests"; empty for all
 * @param requests of the release that has fewer of them
 */
record Compared(String of, long requests, Pair p95, Pair p99) {

  /** Fewer requests of a route say nothing of how long it takes. */
  private static final long LEAST_OF_A_ROUTE = 20;

  record Pair(Duration now, Duration before) {}

  static Compared all(Traffic now, Traffic before) {
    return new Compared(
        "",
        Math.min(now.requests(), before.requests()),
        new Pair(now.p95(), before.p95()),
        new Pair(now.p99(), before.p99()));
  }

  /**
   * Over the routes that both served. The release before is taken as if it had been asked for them
   * in the shares in which the new one was: another mix of requests makes no release slower.
   */
  static Compared sameRoutes(Traffic now, Traffic before) {
    Map<String, RouteTraffic> earlier = before.byRoute();
    SortedMap<Double, Double> latencies = new TreeMap<>();
    SortedMap<Double, Double> latenciesBefore = new TreeMap<>();
    long requests = 0;
    long requestsBefore = 0;
    for (RouteTraffic route : now.routes()) {
      RouteTraffic was = earlier.get(route.route());
      if (was != null && Math.min(asked(route), asked(was)) >= LEAST_OF_A_ROUTE) {
        requests += asked(route);
        requestsBefore += asked(was);
        add(route.latencies(), 1, latencies);
        add(was.latencies(), (double) asked(route) / asked(was), latenciesBefore);
      }
    }
    return new Compared(
        " on the same routes",
        Math.min(requests, requestsBefore),
        new Pair(percentile(latencies, 0.95), percentile(latenciesBefore, 0.95)),
        new Pair(percentile(latencies, 0.99), percentile(latenciesBefore, 0.99)));
  }

  private static long asked(RouteTraffic route) {
    return route.latencies().requests();
  }

  private static void add(Latencies some, double weight, SortedMap<Double, Double> sums) {
    some.counts().forEach((bound, count) -> sums.merge(bound, weight * count, Double::sum));
  }

  private static Duration percentile(SortedMap<Double, Double> counts, double share) {
    double rank = share * counts.values().stream().mapToDouble(Double::doubleValue).sum();
    double below = 0;
    for (Map.Entry<Double, Double> span : counts.entrySet()) {
      below += span.getValue();
      // Weights are rounded: what is as good as the rank is the rank.
      if (below >= rank * (1 - 1e-9)) {
        return Duration.ofNanos(Math.round(span.getKey() * 1e6));
      }
    }
    return Duration.ZERO;
  }
}
