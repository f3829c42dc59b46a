package dev.musicgraph.graph;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.musicgraph.catalogue.Slug;
import java.util.Optional;

/** Names a node of the map: {@code genre:ska}, {@code band:rush}. */
public record NodeId(NodeKind kind, String slug) {
  public NodeId {
    Slug.require(slug);
  }

  public static NodeId genre(String slug) {
    return new NodeId(NodeKind.GENRE, slug);
  }

  public static NodeId band(String slug) {
    return new NodeId(NodeKind.BAND, slug);
  }

  /** Empty if the text is no such id. */
  public static Optional<NodeId> parse(String text) {
    for (NodeKind kind : NodeKind.values()) {
      String start = kind.word() + ":";
      if (text.startsWith(start) && Slug.isOne(text.substring(start.length()))) {
        return Optional.of(new NodeId(kind, text.substring(start.length())));
      }
    }
    return Optional.empty();
  }

  @JsonValue
  @Override
  public String toString() {
    return kind.word() + ":" + slug;
  }
}
