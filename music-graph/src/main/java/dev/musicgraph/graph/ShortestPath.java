package dev.musicgraph.graph;

import java.util.Arrays;
import java.util.Set;

/** The way from one node to another over the fewest edges, whichever way they point. */
final class ShortestPath {
  private static final int UNSEEN = -1;

  private ShortestPath() {}

  /**
   * From the first node to the last, or empty if no edges of these kinds connect them. Of several
   * ways always the same.
   */
  static int[] between(CatalogueGraph graph, int from, int to, Set<EdgeKind> kinds) {
    int[] before = new int[graph.count()];
    Arrays.fill(before, UNSEEN);
    before[from] = from;
    int[] open = new int[graph.count()];
    int[] end = {1};
    open[0] = from;
    for (int next = 0; next < end[0] && before[to] == UNSEEN; next++) {
      int node = open[next];
      graph.eachNeighbour(
          node,
          kinds,
          (neighbour, kind) -> {
            if (before[neighbour] == UNSEEN) {
              before[neighbour] = node;
              open[end[0]++] = neighbour;
            }
          });
    }
    return before[to] == UNSEEN ? new int[0] : back(before, from, to);
  }

  private static int[] back(int[] before, int from, int to) {
    IntList way = new IntList();
    for (int node = to; node != from; node = before[node]) {
      way.add(node);
    }
    way.add(from);
    int[] backwards = way.toArray();
    int[] forwards = new int[backwards.length];
    for (int i = 0; i < forwards.length; i++) {
      forwards[i] = backwards[backwards.length - 1 - i];
    }
    return forwards;
  }
}
