package dev.musicgraph.genre;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.musicgraph.catalogue.Slug;

/** Names a genre, for good. */
public record GenreId(@JsonValue String value) implements Comparable<GenreId> {
  public GenreId {
    Slug.require(value);
  }

  @Override
  public int compareTo(GenreId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
