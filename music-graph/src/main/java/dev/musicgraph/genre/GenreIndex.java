package dev.musicgraph.genre;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All genres at one moment, to check rules against. */
public final class GenreIndex {
  private final Map<GenreId, Genre> genres;
  private final Set<GenreId> withBands;

  public GenreIndex(Collection<Genre> genres, Set<GenreId> withBands) {
    this.genres = genres.stream().collect(Collectors.toMap(Genre::id, Function.identity()));
    this.withBands = Set.copyOf(withBands);
  }

  public Optional<Genre> find(String id) {
    return genres.values().stream().filter(genre -> genre.id().value().equals(id)).findFirst();
  }

  public boolean hasBands(GenreId id) {
    return withBands.contains(id);
  }

  /** By name. */
  public List<Genre> children(GenreId id) {
    return genres.values().stream()
        .filter(genre -> genre.parents().contains(id))
        .sorted(Comparator.comparing(Genre::name))
        .toList();
  }

  /** Whether {@code ancestor} is {@code id} itself or above it, at any depth. */
  public boolean isAtOrAbove(GenreId ancestor, GenreId id) {
    Set<GenreId> seen = new HashSet<>();
    Deque<GenreId> open = new ArrayDeque<>(List.of(id));
    while (!open.isEmpty()) {
      GenreId current = open.pop();
      if (current.equals(ancestor)) {
        return true;
      }
      if (seen.add(current) && genres.containsKey(current)) {
        open.addAll(genres.get(current).parents());
      }
    }
    return false;
  }
}
