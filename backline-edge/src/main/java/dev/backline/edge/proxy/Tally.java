package dev.backline.edge.proxy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Sums over requests of one release. Latencies are kept as counts per bucket. */
final class Tally {

  private static final double NARROWEST_MILLIS = 0.1;
  private static final double STEPS_PER_DOUBLING = 4;
  private static final int BUCKETS = 100;

  private final long[] byClass = new long[5];
  private final int[] latencies = new int[BUCKETS];
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
    latencies[bucket(request.millis())]++;
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
    for (int i = 0; i < BUCKETS; i++) {
      latencies[i] += other.latencies[i];
    }
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
        .put("max", rounded(maxMillis));
    return json.put("bytesIn", bytesIn).put("bytesOut", bytesOut);
  }

  /** The upper bound of the bucket that holds the request of that rank. */
  private double percentile(double share) {
    long rank = (long) Math.ceil(requests * share);
    long seen = 0;
    for (int i = 0; i < BUCKETS && requests > 0; i++) {
      seen += latencies[i];
      if (seen >= rank) {
        double bound = NARROWEST_MILLIS * Math.pow(2, i / STEPS_PER_DOUBLING);
        return rounded(Math.min(bound, maxMillis));
      }
    }
    return 0;
  }

  private static int bucket(double millis) {
    double steps =
        Math.log(Math.max(millis, NARROWEST_MILLIS) / NARROWEST_MILLIS)
            / Math.log(2)
            * STEPS_PER_DOUBLING;
    return Math.min((int) Math.ceil(steps), BUCKETS - 1);
  }

  private static double rounded(double millis) {
    return Math.round(millis * 1000) / 1000.0;
  }
}
