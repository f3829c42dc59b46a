package dev.musicgraph.genre;

import dev.musicgraph.catalogue.Alphabet;
import dev.musicgraph.catalogue.ListQuery;
import dev.musicgraph.catalogue.Listing;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A line of the table of genres, in names.
 *
 * @param primaryParent empty if it has none
 * @param otherParents without the primary one
 */
record GenreRow(
    String id,
    String name,
    String type,
    String primaryParent,
    List<String> otherParents,
    List<String> fusions,
    List<String> influences,
    int bands) {

  private static final Map<String, Comparator<GenreRow>> COLUMNS =
      Map.of(
          "id", Comparator.comparing(GenreRow::id),
          "type", Comparator.comparing(row -> GenreType.of(row.type()).orElseThrow()),
          "parent", Comparator.comparing(row -> Alphabet.fold(row.primaryParent())),
          "bands", Comparator.comparing(GenreRow::bands));

  static Listing<GenreRow> list(ListQuery query, GenreIndex genres, Map<String, Integer> bands) {
    List<GenreRow> found =
        genres.all().stream()
            .filter(genre -> query.finds(genre.name(), genre.id().value()))
            .filter(genre -> query.only().isEmpty() || genre.type().word().equals(query.only()))
            .map(genre -> of(genre, genres, bands))
            .toList();
    return Listing.of(query, found, COLUMNS);
  }

  private static GenreRow of(Genre genre, GenreIndex genres, Map<String, Integer> bands) {
    return new GenreRow(
        genre.id().value(),
        genre.name(),
        genre.type().word(),
        genre.primaryParent().map(genres::name).orElse(""),
        genres.names(
            genre.parents().stream()
                .filter(parent -> genre.primaryParent().filter(parent::equals).isEmpty())
                .toList()),
        genres.names(genre.related(RelationKind.FUSION)),
        genres.names(genre.related(RelationKind.INFLUENCE)),
        bands.getOrDefault(genre.id().value(), 0));
  }
}
