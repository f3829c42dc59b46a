package dev.musicgraph.bulk;

import dev.musicgraph.genre.GenreId;
import dev.musicgraph.genre.GenreType;
import java.util.List;

/**
 * @param parents the primary one first; none for a root
 */
public record NewGenre(GenreId id, String name, GenreType type, List<GenreId> parents) {
  public NewGenre {
    parents = parents.stream().distinct().toList();
    if (parents.contains(id)) {
      throw new IllegalArgumentException(id + " can't be its own parent");
    }
    if (type == GenreType.ROOT && !parents.isEmpty()) {
      throw new IllegalArgumentException(id + " is a root and can't have parents");
    }
  }
}
