package dev.musicgraph.genre;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Optional;

/**
 * @param primaryParent one of the parents
 * @param parents in the order of their ids, without the genre itself
 */
public record Genre(
    GenreId id,
    String name,
    GenreType type,
    Optional<GenreId> primaryParent,
    List<GenreId> parents) {

  public Genre {
    parents = parents.stream().distinct().sorted().toList();
    if (parents.contains(id)) {
      throw new IllegalArgumentException(id + " can't be its own parent");
    }
    if (primaryParent.isPresent() && !parents.contains(primaryParent.get())) {
      throw new IllegalArgumentException("the primary parent of " + id + " must be a parent");
    }
  }

  @JsonIgnore
  public boolean isLeaf() {
    return type == GenreType.LEAF;
  }
}
