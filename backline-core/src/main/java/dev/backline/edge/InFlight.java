package dev.backline.edge;

/** What a slot still has to finish. Both are 0 or more. */
public record InFlight(long requests, long webSockets) {

  public long total() {
    return requests + webSockets;
  }

  public boolean none() {
    return total() == 0;
  }
}
