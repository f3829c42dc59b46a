package dev.backline.edge.proxy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Sums over requests of one release. */
final class Tally {

  private final long[] byClass = new long[5];
  private final Latencies latencies = new Latencies();
  private long requests;
  private long failedByEdge;
  private long failedByApp;
  private long maintenance;
  private long aborted;
  private long bytesIn;
  private long bytesOut;
  private double maxMillis;

  void add(FinishedRequest request) {
    Outcome outcome = request.outcome();
    requests++;
    byClass[Math.clamp(outcome.status() / 100, 1, 5) - 1]++;
    switch (outcome.failedBy()) {
      case NONE -> {}
      case EDGE -> failedByEdge++;
      case APP -> failedByApp++;
    }
    maintenance += request.maintenance() ? 1 : 0;
    aborted += outcome.aborted() ? 1 : 0;
    bytesIn += request.bytesIn();
    bytesOut += request.bytesOut();
    maxMillis = Math.max(maxMillis, request.millis());
    latencies.add(request.millis());
  }

  void add(Tally other) {
    requests += other.requests;
    failedByEdge += other.failedByEdge;
    failedByApp += other.failedByApp;
    maintenance += other.maintenance;
    aborted += other.aborted;
    bytesIn += other.bytesIn;
    bytesOut += other.bytesOut;
    maxMillis = Math.max(maxMillis, other.maxMillis);
    for (int i = 0; i < byClass.length; i++) {
      byClass[i] += other.byClass[i];
    }
    latencies.add(other.latencies);
  }

  ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("requests", requests);
    ObjectNode status = json.putObject("status");
    for (int i = 0; i < byClass.length; i++) {
      status.put((i + 1) + "xx", byClass[i]);
    }
    json.put("failedByEdge", failedByEdge)
        .put("failedByApp", failedByApp)
        .put("maintenance", maintenance)
        .put("aborted", aborted);
    json.putObject("latencyMillis")
        .put("p50", percentile(0.50))
        .put("p95", percentile(0.95))
        .put("p99", percentile(0.99))
        .put("max", Latencies.rounded(maxMillis));
    return json.put("bytesIn", bytesIn).put("bytesOut", bytesOut);
  }

  private double percentile(double share) {
    return Latencies.rounded(Math.min(latencies.percentile(share), maxMillis));
  }
}
