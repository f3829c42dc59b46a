package dev.musicgraph.genre;

import java.util.Comparator;

/**
 * What a genre is to another one.
 *
 * @param genre the other one: an ingredient of the fusion, or the influence
 */
public record Relation(GenreId genre, RelationKind kind) implements Comparable<Relation> {
  private static final Comparator<Relation> ORDER =
      Comparator.comparing(Relation::kind).thenComparing(Relation::genre);

  @Override
  public int compareTo(Relation other) {
    return ORDER.compare(this, other);
  }
}
