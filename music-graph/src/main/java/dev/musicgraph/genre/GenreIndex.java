package dev.musicgraph.genre;

import dev.musicgraph.catalogue.Alphabet;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** All genres at one moment, to check rules against. */
public final class GenreIndex {
  private final Map<String, Genre> genres = new LinkedHashMap<>();
  private final Set<GenreId> withBands;

  /**
   * @param genres in the order in which to name them
   */
  public GenreIndex(Collection<Genre> genres, Set<GenreId> withBands) {
    genres.forEach(genre -> this.genres.put(genre.id().value(), genre));
    this.withBands = Set.copyOf(withBands);
  }

  public Optional<Genre> find(String id) {
    return Optional.ofNullable(genres.get(id));
  }

  /** The id itself if it names none. */
  public String name(GenreId id) {
    return find(id.value()).map(Genre::name).orElse(id.value());
  }

  public boolean hasBands(GenreId id) {
    return withBands.contains(id);
  }

  /** In order. */
  public List<String> names(Collection<GenreId> ids) {
    return labels(ids.stream().map(GenreId::value).toList());
  }

  /** The names in order; an id that names no genre stands for itself. */
  public List<String> labels(Collection<String> ids) {
    return Alphabet.sorted(
        ids.stream().map(id -> find(id).map(Genre::name).orElse(id)).toList(), Function.identity());
  }

  public List<Genre> all() {
    return List.copyOf(genres.values());
  }

  /** Those that may have bands. */
  public List<Genre> leaves() {
    return genres.values().stream().filter(Genre::isLeaf).toList();
  }

  public List<Genre> children(GenreId id) {
    return genres.values().stream().filter(genre -> genre.parents().contains(id)).toList();
  }

  /** Those that are fusions of it, or were influenced by it. */
  public List<Genre> related(GenreId id, RelationKind kind) {
    return genres.values().stream().filter(genre -> genre.related(kind).contains(id)).toList();
  }

  /** Whether {@code ancestor} is {@code id} itself or above it, at any depth. */
  public boolean isAtOrAbove(GenreId ancestor, GenreId id) {
    return leadsTo(ancestor, id, Genre::parents);
  }

  /** Whether {@code ingredient} is {@code id} itself or goes into it, at any depth. */
  public boolean isOrGoesInto(GenreId ingredient, GenreId id) {
    return leadsTo(ingredient, id, genre -> genre.related(RelationKind.FUSION));
  }

  private boolean leadsTo(GenreId goal, GenreId start, Function<Genre, List<GenreId>> next) {
    Set<GenreId> seen = new HashSet<>();
    Deque<GenreId> open = new ArrayDeque<>(List.of(start));
    while (!open.isEmpty()) {
      GenreId current = open.pop();
      if (current.equals(goal)) {
        return true;
      }
      if (seen.add(current)) {
        find(current.value()).map(next).ifPresent(open::addAll);
      }
    }
    return false;
  }
}
