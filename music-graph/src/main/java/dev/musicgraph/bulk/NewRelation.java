package dev.musicgraph.bulk;

import dev.musicgraph.genre.GenreId;
import java.util.Locale;

/** A genre is a fusion of another one (and more), or was influenced by it. */
public record NewRelation(GenreId genre, GenreId other, Kind kind) {
  /** How the two relate. */
  public enum Kind {
    FUSION,
    INFLUENCE;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public NewRelation {
    if (genre.equals(other)) {
      throw new IllegalArgumentException(genre + " can't relate to itself");
    }
  }
}
