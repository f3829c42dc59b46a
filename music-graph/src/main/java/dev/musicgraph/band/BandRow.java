package dev.musicgraph.band;

import dev.musicgraph.catalogue.Alphabet;
import dev.musicgraph.catalogue.ListQuery;
import dev.musicgraph.catalogue.Listing;
import dev.musicgraph.genre.GenreIndex;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A line of the table of bands, in names.
 *
 * @param otherGenres without the primary one
 */
record BandRow(String id, String name, String primaryGenre, List<String> otherGenres) {
  private static final Map<String, Comparator<BandRow>> COLUMNS =
      Map.of(
          "id", Comparator.comparing(BandRow::id),
          "genre", Comparator.comparing(row -> Alphabet.fold(row.primaryGenre())));

  static Listing<BandRow> list(ListQuery query, List<Band> bands, GenreIndex genres) {
    List<BandRow> found =
        bands.stream()
            .filter(band -> query.finds(band.name(), band.id().value()))
            .filter(band -> query.only().isEmpty() || isOf(query.only(), band))
            .map(band -> of(band, genres))
            .toList();
    return Listing.of(query, found, COLUMNS);
  }

  private static boolean isOf(String genre, Band band) {
    return band.genres().stream().anyMatch(id -> id.value().equals(genre));
  }

  private static BandRow of(Band band, GenreIndex genres) {
    return new BandRow(
        band.id().value(),
        band.name(),
        genres.name(band.primaryGenre()),
        genres.names(
            band.genres().stream().filter(id -> !id.equals(band.primaryGenre())).toList()));
  }
}
