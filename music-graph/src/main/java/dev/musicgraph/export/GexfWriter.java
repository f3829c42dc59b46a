package dev.musicgraph.export;

import dev.musicgraph.graph.EdgeKind;
import dev.musicgraph.graph.NodeId;
import java.io.IOException;
import java.io.Writer;
import org.jspecify.annotations.Nullable;

/**
 * GEXF 1.2 (gexf.net), with places for Gephi: not 1.3, which fewer programs read and which adds
 * nothing that we need.
 */
record GexfWriter(Writer out) implements GraphWriter {
  private static final String START =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <gexf xmlns="http://www.gexf.net/1.2draft" \
      xmlns:viz="http://www.gexf.net/1.2draft/viz" version="1.2">
      <meta><creator>Music Graph</creator><description>Revision %d</description></meta>
      <graph defaultedgetype="directed" mode="static" idtype="string">
      <attributes class="node" mode="static">
      <attribute id="kind" title="kind" type="string"/>
      <attribute id="type" title="type" type="string"/>
      </attributes>
      <attributes class="edge" mode="static">
      <attribute id="relation" title="relation" type="string"/>
      <attribute id="primary" title="primary" type="boolean"/>
      </attributes>
      <nodes>
      """;

  @Override
  public void start(long revision) throws IOException {
    out.write(START.formatted(revision));
  }

  @Override
  public void node(NodeId id, String name, @Nullable String type, int x, int y) throws IOException {
    out.write("<node id=\"" + id + "\" label=\"" + Xml.text(name) + "\"><attvalues>");
    value("kind", id.kind().word());
    if (type != null) {
      value("type", type);
    }
    out.write("</attvalues><viz:position x=\"" + x + "\" y=\"" + y + "\" z=\"0\"/></node>\n");
  }

  @Override
  public void startEdges() throws IOException {
    out.write("</nodes>\n<edges>\n");
  }

  @Override
  public void edge(int number, NodeId source, NodeId target, EdgeKind kind, boolean primary)
      throws IOException {
    out.write("<edge id=\"" + number + "\" source=\"" + source + "\" target=\"" + target);
    out.write("\" label=\"" + kind.word() + "\"><attvalues>");
    value("relation", kind.word());
    value("primary", String.valueOf(primary));
    out.write("</attvalues></edge>\n");
  }

  @Override
  public void end() throws IOException {
    out.write("</edges>\n</graph>\n</gexf>\n");
  }

  private void value(String attribute, String value) throws IOException {
    out.write("<attvalue for=\"" + attribute + "\" value=\"" + value + "\"/>");
  }
}
