package dev.musicgraph.export;

import dev.musicgraph.graph.EdgeKind;
import dev.musicgraph.graph.NodeId;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Writes a graph in some format: its start, then all nodes, then all edges, then its end. */
interface GraphWriter {
  void start(long revision) throws IOException;

  /**
   * @param type of a genre
   */
  void node(NodeId id, String name, @Nullable String type, int x, int y) throws IOException;

  void startEdges() throws IOException;

  /**
   * @param number from 0
   * @param primary whether it leads to the node's primary genre
   */
  void edge(int number, NodeId source, NodeId target, EdgeKind kind, boolean primary)
      throws IOException;

  void end() throws IOException;
}
