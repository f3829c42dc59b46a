package dev.backline.edge.proxy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Sums over the requests of one release on one route; maintenance pages are in none. */
final class RouteTally {

  private final Latencies latencies = new Latencies();
  private long requests;
  private long failed;

  void add(FinishedRequest request) {
    requests++;
    failed += request.outcome().failedBy() == Outcome.FailedBy.NONE ? 0 : 1;
    latencies.add(request.millis());
  }

  void add(RouteTally other) {
    requests += other.requests;
    failed += other.failed;
    latencies.add(other.latencies);
  }

  ObjectNode toJson(String route) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("route", route)
        .put("requests", requests)
        .put("failed", failed)
        .set("latency", latencies.toJson());
  }
}
