package dev.musicgraph.bulk;

import dev.musicgraph.band.BandId;
import dev.musicgraph.genre.GenreId;
import java.util.List;

/**
 * @param genres leaves, the primary one first; at least one
 */
public record NewBand(BandId id, String name, List<GenreId> genres) {
  public NewBand {
    genres = genres.stream().distinct().toList();
    if (genres.isEmpty()) {
      throw new IllegalArgumentException(id + " needs a genre");
    }
  }

  public GenreId primaryGenre() {
    return genres.getFirst();
  }
}
