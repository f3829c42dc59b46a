package dev.musicgraph.band;

import dev.musicgraph.genre.GenreId;
import java.util.List;

/**
 * @param primaryGenre one of the genres
 * @param genres in the order of their ids; at least one
 */
public record Band(BandId id, String name, GenreId primaryGenre, List<GenreId> genres) {
  public Band {
    genres = genres.stream().distinct().sorted().toList();
    if (!genres.contains(primaryGenre)) {
      throw new IllegalArgumentException(
          "the primary genre of " + id + " must be among its genres");
    }
  }
}
