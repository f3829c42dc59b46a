package dev.musicgraph.graph;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a node of the map stands for. */
public enum NodeKind {
  GENRE,
  BAND;

  /** As it is written in ids. */
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
