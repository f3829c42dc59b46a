package dev.musicgraph.export;

import dev.musicgraph.graph.EdgeKind;
import dev.musicgraph.graph.NodeId;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** The same JSON as {@code GET /api/graph}, never cut short. */
record JsonWriter(JsonGenerator out) implements GraphWriter {
  @Override
  public void start(long revision) {
    out.writeStartObject();
    out.writeNumberProperty("revision", revision);
    out.writeArrayPropertyStart("nodes");
  }

  @Override
  public void node(NodeId id, String name, @Nullable String type, int x, int y) {
    out.writeStartObject();
    out.writeStringProperty("id", id.toString());
    out.writeStringProperty("kind", id.kind().word());
    out.writeStringProperty("slug", id.slug());
    out.writeStringProperty("name", name);
    if (type != null) {
      out.writeStringProperty("type", type);
    }
    out.writeNumberProperty("x", x);
    out.writeNumberProperty("y", y);
    out.writeEndObject();
  }

  @Override
  public void startEdges() {
    out.writeEndArray();
    out.writeArrayPropertyStart("edges");
  }

  @Override
  public void edge(int number, NodeId source, NodeId target, EdgeKind kind, boolean primary) {
    out.writeStartObject();
    out.writeStringProperty("source", source.toString());
    out.writeStringProperty("target", target.toString());
    out.writeStringProperty("kind", kind.word());
    if (primary) {
      out.writeBooleanProperty("primary", true);
    }
    out.writeEndObject();
  }

  @Override
  public void end() {
    out.writeEndArray();
    out.writeEndObject();
    out.flush();
  }
}
