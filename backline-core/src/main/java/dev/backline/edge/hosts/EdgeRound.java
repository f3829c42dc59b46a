package dev.backline.edge.hosts;

import dev.backline.edge.Edge;
import dev.backline.failure.Failure;
import dev.backline.host.Host;
import dev.backline.host.HostAction;
import dev.backline.host.HostOutcomes;
import dev.backline.host.Hosts;
import dev.backline.host.StaleFence;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/**
 * One change on the edges of all hosts, or of none.
 *
 * @param edges by host
 */
record EdgeRound(Hosts hosts, Function<Host, Edge> edges) {

  /** What to do with one host's edge. */
  @FunctionalInterface
  interface Change {
    void on(Edge edge, Host host) throws InterruptedException;
  }

  /**
   * @throws StaleFence if a host has seen a later lease
   * @throws dev.backline.failure.BacklineException that tells of every host if one failed
   */
  void onAll(String tried, Change change, Change undo) throws InterruptedException {
    ConcurrentLinkedQueue<StaleFence> stale = new ConcurrentLinkedQueue<>();
    HostOutcomes outcomes =
        hosts.onAll(watching(change, stale), host -> undo.on(edges.apply(host), host));
    // Told as what it is: who gets it must change nothing any more.
    StaleFence first = stale.peek();
    if (first != null) {
      throw first;
    }
    Optional<Failure> failure = outcomes.failure(tried);
    if (failure.isPresent()) {
      throw failure.get().toException();
    }
  }

  private HostAction watching(Change change, ConcurrentLinkedQueue<StaleFence> stale) {
    return host -> {
      try {
        change.on(edges.apply(host), host);
      } catch (StaleFence late) {
        stale.add(late);
        throw late;
      }
    };
  }
}
