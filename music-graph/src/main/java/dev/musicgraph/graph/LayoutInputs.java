package dev.musicgraph.graph;

import dev.musicgraph.layout.LayoutInput;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What of the catalogue matters for the places on its map. */
final class LayoutInputs {
  private LayoutInputs() {}

  static LayoutInput of(CatalogueGraph graph) {
    int[] primary = new int[graph.count()];
    int[] other = new int[graph.count()];
    Arrays.fill(other, -1);
    double[] sizes = new double[graph.genres()];
    IntList from = new IntList();
    IntList to = new IntList();
    List<Double> weights = new ArrayList<>();
    for (int node = 0; node < graph.count(); node++) {
      int each = node;
      primary[each] = graph.primary(each);
      if (graph.isGenre(each)) {
        sizes[each] = size(graph, each);
      }
      graph.eachTarget(
          each,
          (target, kind) -> {
            if (graph.isGenre(each)) {
              from.add(each);
              to.add(target);
              weights.add(weight(kind, target == primary[each]));
            } else if (target != primary[each] && other[each] < 0) {
              other[each] = target;
            }
          });
    }
    return new LayoutInput(
        graph.genres(),
        primary,
        other,
        sizes,
        from.toArray(),
        to.toArray(),
        weights.stream().mapToDouble(weight -> weight).toArray());
  }

  private static double weight(EdgeKind kind, boolean primary) {
    return switch (kind) {
      case SUBGENRE -> primary ? 1 : 0.5;
      case FUSION -> 0.3;
      case INFLUENCE -> 0.15;
      case BAND -> 0;
    };
  }

  private static double size(CatalogueGraph graph, int genre) {
    return switch (graph.type(genre)) {
      case ROOT -> 2;
      case INTERMEDIATE -> 1.4;
      case LEAF -> 1;
    };
  }
}
