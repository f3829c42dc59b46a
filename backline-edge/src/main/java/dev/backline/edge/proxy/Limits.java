package dev.backline.edge.proxy;

/**
 * What the edge allows. Sizes in bytes, times in milliseconds; the meaning of each is in
 * docs/edge-protocol.md.
 */
record Limits(
    long maxBodyBytes,
    int maxHeaderBytes,
    int requestTimeoutMillis,
    int clientIdleMillis,
    int transferIdleMillis,
    int webSocketIdleMillis,
    int backendIdleMillis,
    int connectTimeoutMillis,
    int maxConnections,
    int stopGraceMillis) {

  static final Limits DEFAULT =
      new Limits(
          100L << 20, 32 << 10, 60_000, 75_000, 60_000, 3_600_000, 15_000, 5_000, 1024, 20_000);
}
