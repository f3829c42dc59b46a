package dev.musicgraph.genre;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Optional;

/**
 * @param primaryParent one of the parents
 * @param parents in the order of their ids, without the genre itself
 * @param relations by kind, then in the order of the ids; none to the genre itself
 */
public record Genre(
    GenreId id,
    String name,
    GenreType type,
    Optional<GenreId> primaryParent,
    List<GenreId> parents,
    List<Relation> relations) {

  public Genre {
    parents = parents.stream().distinct().sorted().toList();
    relations = relations.stream().distinct().sorted().toList();
    if (parents.contains(id)) {
      throw new IllegalArgumentException(id + " can't be its own parent");
    }
    if (primaryParent.isPresent() && !parents.contains(primaryParent.get())) {
      throw new IllegalArgumentException("the primary parent of " + id + " must be a parent");
    }
    if (relations.stream().anyMatch(relation -> relation.genre().equals(id))) {
      throw new IllegalArgumentException(id + " can't be related to itself");
    }
  }

  /** One without relations. */
  public Genre(
      GenreId id,
      String name,
      GenreType type,
      Optional<GenreId> primaryParent,
      List<GenreId> parents) {
    this(id, name, type, primaryParent, parents, List.of());
  }

  /** Those that it is a fusion of, or was influenced by, in the order of their ids. */
  public List<GenreId> related(RelationKind kind) {
    return relations.stream()
        .filter(relation -> relation.kind() == kind)
        .map(Relation::genre)
        .toList();
  }

  @JsonIgnore
  public boolean isLeaf() {
    return type == GenreType.LEAF;
  }
}
