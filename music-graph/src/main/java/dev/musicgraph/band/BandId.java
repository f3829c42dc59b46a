package dev.musicgraph.band;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.musicgraph.catalogue.Slug;

/** Names a band, for good. */
public record BandId(@JsonValue String value) implements Comparable<BandId> {
  public BandId {
    Slug.require(value);
  }

  @Override
  public int compareTo(BandId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
