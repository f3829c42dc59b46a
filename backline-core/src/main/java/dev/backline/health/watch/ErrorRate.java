package dev.backline.health.watch;

import dev.backline.edge.Latencies;
import dev.backline.edge.RouteTraffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The share of requests that failed: of all, and of those on each route. Pure. */
final class ErrorRate {

  /** Fewer requests than this say nothing about a share of errors. */
  static final long REQUESTS = 20;

  /** So many errors above the limit say enough, however few the requests. */
  static final long ENOUGH = 5;

  private ErrorRate() {}

  /** Of all requests first; then only of those routes that fail more than is allowed. */
  static List<Finding> judge(Traffic now, Traffic before, WatchLimits limits) {
    List<Finding> found = new ArrayList<>();
    found.add(ofAll(now, before, limits));
    Map<String, RouteTraffic> earlier = before.byRoute();
    for (RouteTraffic route : now.routes()) {
      RouteTraffic was = earlier.getOrDefault(route.route(), none(route));
      double rateBefore = was.requests() >= REQUESTS ? rate(was.failed(), was.requests()) : 0;
      if (route.failed() >= ENOUGH
          && rate(route.failed(), route.requests()) > Math.max(limits.errorRate(), rateBefore)) {
        found.add(
            new Finding.Worse(
                "of the %d requests of %s %d failed (the release before: %d of %d)"
                    .formatted(
                        route.requests(),
                        route.route(),
                        route.failed(),
                        was.failed(),
                        was.requests())));
      }
    }
    return found;
  }

  private static Finding ofAll(Traffic now, Traffic before, WatchLimits limits) {
    String told =
        "%d of %d requests failed (%s, allowed %s; the release before: %s)"
            .formatted(
                now.errors(),
                now.requests(),
                percent(now.errorRate()),
                percent(limits.errorRate()),
                before.requests() == 0 ? "no requests" : percent(before.errorRate()));
    boolean enough = now.requests() >= REQUESTS || now.errors() >= ENOUGH;
    double comparable = before.requests() >= REQUESTS ? before.errorRate() : 0;
    if (enough && now.errorRate() > Math.max(limits.errorRate(), comparable)) {
      return new Finding.Worse(told);
    }
    return now.requests() >= REQUESTS
        ? new Finding.Fine(told)
        : new Finding.Unknown(
            "%d requests are too few to judge by; it takes %d".formatted(now.requests(), REQUESTS));
  }

  private static RouteTraffic none(RouteTraffic route) {
    return new RouteTraffic(route.route(), 0, 0, Latencies.NONE);
  }

  private static double rate(long failed, long requests) {
    return requests == 0 ? 0 : (double) failed / requests;
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f %%", share * 100);
  }
}
