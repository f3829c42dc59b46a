package dev.backline.health.watch;

import dev.backline.edge.ReleaseTraffic;
import dev.backline.edge.RouteTraffic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the edge saw of one release in some span of time.
 *
 * @param requests answered, at least 0
 * @param errors of these, with status 500 and above, made by the app or by the edge in its place; 0
 *     to {@code requests}
 * @param p95 time within which 95 % of them were answered; zero without requests
 * @param p99 the same for 99 %, at least {@code p95}
 * @param routes the same by route, each once; empty where the edge can't tell
 */
public record Traffic(
    long requests, long errors, Duration p95, Duration p99, List<RouteTraffic> routes) {

  public static final Traffic NONE = new Traffic(0, 0, Duration.ZERO, Duration.ZERO, List.of());

  public Traffic {
    routes = List.copyOf(routes);
    if (errors < 0 || errors > requests) {
      throw new IllegalArgumentException(errors + " errors of " + requests + " requests");
    }
    if (p95.isNegative() || p99.compareTo(p95) < 0) {
      throw new IllegalArgumentException("p95 " + p95 + " and p99 " + p99 + " are out of order");
    }
  }

  /** What the edge counted, maintenance pages left out. */
  public static Traffic of(ReleaseTraffic seen) {
    Duration p95 = duration(seen.p95Millis());
    Duration p99 = duration(Math.max(seen.p99Millis(), seen.p95Millis()));
    return new Traffic(
        seen.requests() - seen.maintenance(), seen.failed(), p95, p99, seen.routes());
  }

  /** Errors as a share of the requests, 0 to 1; 0 without requests. */
  public double errorRate() {
    return requests == 0 ? 0 : (double) errors / requests;
  }

  Map<String, RouteTraffic> byRoute() {
    return routes.stream().collect(Collectors.toMap(RouteTraffic::route, Function.identity()));
  }

  private static Duration duration(double millis) {
    return Duration.ofNanos(Math.round(millis * 1e6));
  }
}
