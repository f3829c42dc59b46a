package dev.backline.database.cluster;

/** What state a cluster is in. */
public sealed interface ClusterStatus {

  /** There is no cluster yet. */
  record Absent() implements ClusterStatus {}

  /** There is one and no server runs on it. */
  record Stopped(int major) implements ClusterStatus {}

  /**
   * A server runs on it.
   *
   * @param pid the postmaster's process id
   * @param ready whether it accepts connections; false while it starts, recovers or stops
   */
  record Running(int major, long pid, int port, boolean ready) implements ClusterStatus {}
}
