package dev.musicgraph.graph;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Set;

/**
 * The nodes within so many steps of one.
 *
 * @param nodes the one itself first, near ones before far ones, important ones before others
 * @param total how many there would be without a limit
 */
record Neighbourhood(int[] nodes, int total) {
  static Neighbourhood of(
      CatalogueGraph graph, int node, int depth, Set<EdgeKind> kinds, int most) {
    int[] distance = new int[graph.count()];
    Arrays.fill(distance, -1);
    distance[node] = 0;
    IntList seen = new IntList();
    seen.add(node);
    for (int next = 0; next < seen.size() && distance[seen.get(next)] < depth; next++) {
      int from = seen.get(next);
      graph.eachNeighbour(
          from,
          kinds,
          (neighbour, kind) -> {
            if (distance[neighbour] < 0) {
              distance[neighbour] = distance[from] + 1;
              seen.add(neighbour);
            }
          });
    }
    return new Neighbourhood(nearest(graph, distance, seen, most), seen.size());
  }

  private static int[] nearest(CatalogueGraph graph, int[] distance, IntList seen, int most) {
    int[] rank = new int[graph.count()];
    int[] byImportance = graph.byImportance();
    for (int i = 0; i < byImportance.length; i++) {
      rank[byImportance[i]] = i;
    }
    return Arrays.stream(seen.toArray())
        .boxed()
        .sorted(
            Comparator.<Integer>comparingInt(each -> distance[each])
                .thenComparingInt(each -> rank[each]))
        .limit(most)
        .mapToInt(each -> each)
        .toArray();
  }
}
