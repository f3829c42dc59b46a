package dev.backline.edge;

import java.util.List;
import java.util.Optional;

/**
 * What a release's users got.
 *
 * @param release empty for requests that came while no slot was active
 * @param failedByEdge 502, 503 and 504 that the edge made, {@code maintenance} pages among them
 * @param failedByApp the app's own 5xx, and answers that it broke off
 * @param aborted the client went away first; not a failure
 * @param p50Millis latencies are upper bounds, 0 without requests
 * @param routes each once; empty if the edge can't tell
 */
public record ReleaseTraffic(
    Optional<String> release,
    long requests,
    long clientErrors,
    long serverErrors,
    long failedByEdge,
    long failedByApp,
    long maintenance,
    long aborted,
    double p50Millis,
    double p95Millis,
    double p99Millis,
    double maxMillis,
    List<RouteTraffic> routes) {

  public ReleaseTraffic {
    routes = List.copyOf(routes);
  }

  /** Requests that failed, maintenance pages not counted. */
  public long failed() {
    return failedByEdge + failedByApp - maintenance;
  }
}
