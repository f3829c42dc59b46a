package dev.musicgraph.graph;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How two nodes are related. The source is the child, fusion, influenced one or band. */
public enum EdgeKind {
  SUBGENRE,
  FUSION,
  INFLUENCE,
  BAND;

  /** As it is stored and shown. */
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<EdgeKind> of(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
  }
}
