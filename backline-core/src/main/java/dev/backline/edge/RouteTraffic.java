package dev.backline.edge;

/**
 * What a release's users got on one route, maintenance pages left out.
 *
 * @param route its method and its path, with {@code *} for what names one thing among many: {@code
 *     GET /bands/*}; all that have no route of their own are {@code * *}
 * @param failed of the requests, as {@link ReleaseTraffic#failed} counts them
 * @param latencies of the requests, WebSockets left out where the edge can
 */
public record RouteTraffic(String route, long requests, long failed, Latencies latencies) {

  public RouteTraffic {
    if (failed < 0 || failed > requests) {
      throw new IllegalArgumentException(failed + " of " + requests + " requests failed");
    }
  }

  /** With those of the same route elsewhere. */
  public RouteTraffic plus(RouteTraffic other) {
    return new RouteTraffic(
        route, requests + other.requests, failed + other.failed, latencies.plus(other.latencies));
  }
}
