package dev.backline.edge.hosts;

import dev.backline.edge.EdgeStats;
import dev.backline.edge.ReleaseTraffic;
import dev.backline.edge.RouteTraffic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The traffic of several hosts as one. */
final class SummedTraffic {

  private SummedTraffic() {}

  /**
   * @param all not empty
   */
  static EdgeStats of(List<EdgeStats> all) {
    Map<Optional<String>, ReleaseTraffic> sums = new LinkedHashMap<>();
    all.forEach(stats ->
        stats.releases().forEach(one -> sums.merge(one.release(), one, SummedTraffic::plus)));
    return new EdgeStats(
        all.stream().map(EdgeStats::since).min(Comparator.naturalOrder()).orElse(Instant.EPOCH),
        all.stream().map(EdgeStats::now).max(Comparator.naturalOrder()).orElse(Instant.EPOCH),
        new ArrayList<>(sums.values()));
  }

  /** A percentile of both together is at most the larger of the two, so it stays an upper bound. */
  private static ReleaseTraffic plus(ReleaseTraffic one, ReleaseTraffic other) {
    return new ReleaseTraffic(
        one.release(),
        one.requests() + other.requests(),
        one.clientErrors() + other.clientErrors(),
        one.serverErrors() + other.serverErrors(),
        one.failedByEdge() + other.failedByEdge(),
        one.failedByApp() + other.failedByApp(),
        one.maintenance() + other.maintenance(),
        one.aborted() + other.aborted(),
        Math.max(one.p50Millis(), other.p50Millis()),
        Math.max(one.p95Millis(), other.p95Millis()),
        Math.max(one.p99Millis(), other.p99Millis()),
        Math.max(one.maxMillis(), other.maxMillis()),
        routes(one.routes(), other.routes()));
  }

  private static List<RouteTraffic> routes(List<RouteTraffic> some, List<RouteTraffic> others) {
    Map<String, RouteTraffic> sums = new LinkedHashMap<>();
    Stream.concat(some.stream(), others.stream())
        .forEach(route -> sums.merge(route.route(), route, RouteTraffic::plus));
    return List.copyOf(sums.values());
  }
}
