package dev.musicgraph.export;

import dev.musicgraph.graph.EdgeKind;
import dev.musicgraph.graph.NodeId;
import java.io.IOException;
import java.io.Writer;
import org.jspecify.annotations.Nullable;

/** GraphML 1.0 (graphml.graphdrawing.org). */
record GraphmlWriter(Writer out) implements GraphWriter {
  private static final String START =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <graphml xmlns="http://graphml.graphdrawing.org/xmlns" \
      xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
      xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns \
      http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
      <key id="kind" for="node" attr.name="kind" attr.type="string"/>
      <key id="name" for="node" attr.name="name" attr.type="string"/>
      <key id="type" for="node" attr.name="type" attr.type="string"/>
      <key id="x" for="node" attr.name="x" attr.type="int"/>
      <key id="y" for="node" attr.name="y" attr.type="int"/>
      <key id="relation" for="edge" attr.name="relation" attr.type="string"/>
      <key id="primary" for="edge" attr.name="primary" attr.type="boolean"/>
      <graph id="revision-%d" edgedefault="directed">
      """;

  @Override
  public void start(long revision) throws IOException {
    out.write(START.formatted(revision));
  }

  @Override
  public void node(NodeId id, String name, @Nullable String type, int x, int y) throws IOException {
    out.write("<node id=\"" + id + "\">");
    data("kind", id.kind().word());
    data("name", Xml.text(name));
    if (type != null) {
      data("type", type);
    }
    data("x", String.valueOf(x));
    data("y", String.valueOf(y));
    out.write("</node>\n");
  }

  @Override
  public void startEdges() {
    // they follow the nodes
  }

  @Override
  public void edge(int number, NodeId source, NodeId target, EdgeKind kind, boolean primary)
      throws IOException {
    out.write("<edge id=\"e" + number + "\" source=\"" + source + "\" target=\"" + target + "\">");
    data("relation", kind.word());
    data("primary", String.valueOf(primary));
    out.write("</edge>\n");
  }

  @Override
  public void end() throws IOException {
    out.write("</graph>\n</graphml>\n");
  }

  private void data(String key, String escaped) throws IOException {
    out.write("<data key=\"" + key + "\">" + escaped + "</data>");
  }
}
