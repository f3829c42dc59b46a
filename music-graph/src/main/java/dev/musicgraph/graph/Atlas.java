package dev.musicgraph.graph;

import dev.musicgraph.layout.Coordinates;

/** The catalogue as a graph, and where each node lies: all that answers about the map need. */
public record Atlas(CatalogueGraph graph, Coordinates places, Revisions revisions) {
  /** Whole units are enough: neighbours are ten apart. */
  public int x(int node) {
    return (int) Math.rint(places.x()[node]);
  }

  public int y(int node) {
    return (int) Math.rint(places.y()[node]);
  }
}
