package dev.musicgraph.export;

import dev.musicgraph.graph.Atlas;
import dev.musicgraph.graph.CatalogueGraph;
import dev.musicgraph.graph.EdgeKind;
import java.io.IOException;

/** Takes a writer through the graph, node by node: only the graph itself is held in memory. */
final class GraphExport {
  private GraphExport() {}

  static void write(Atlas atlas, GraphWriter out) throws IOException {
    CatalogueGraph graph = atlas.graph();
    out.start(graph.revision());
    for (int node = 0; node < graph.count(); node++) {
      String type = graph.isGenre(node) ? graph.type(node).word() : null;
      out.node(graph.id(node), graph.name(node), type, atlas.x(node), atlas.y(node));
    }
    out.startEdges();
    int number = 0;
    for (int node = 0; node < graph.count(); node++) {
      for (EdgeKind kind : EdgeKind.values()) {
        for (int target : graph.targets(node, kind)) {
          boolean primary =
              target == graph.primary(node) && (kind == EdgeKind.SUBGENRE || kind == EdgeKind.BAND);
          out.edge(number++, graph.id(node), graph.id(target), kind, primary);
        }
      }
    }
    out.end();
  }
}
