package dev.musicgraph.seed;

import dev.musicgraph.band.BandId;
import dev.musicgraph.bulk.NewBand;
import dev.musicgraph.bulk.NewGenre;
import dev.musicgraph.bulk.NewRelation;
import dev.musicgraph.catalogue.Slug;
import dev.musicgraph.genre.GenreId;
import dev.musicgraph.genre.GenreType;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the files below {@code seed/} say. A line is {@code Name | type | parents | fusion of |
 * influenced by} in {@code genres/} and {@code Name | genres} in {@code bands/}; the first parent
 * or genre is the primary one, and ids are made from the names. {@code PROVENANCE.md} beside them
 * says where it all comes from.
 */
record SeedCatalogue(List<NewGenre> genres, List<NewRelation> relations, List<NewBand> bands) {

  static SeedCatalogue load() {
    List<SeedLine> genres = lines("genres");
    return new SeedCatalogue(
        genres.stream().map(line -> genre(line.of(5))).toList(),
        genres.stream().flatMap(SeedCatalogue::relations).toList(),
        lines("bands").stream().map(line -> band(line.of(2))).toList());
  }

  private static List<SeedLine> lines(String directory) {
    return SeedLine.of("/seed/families.txt").stream()
        .map(family -> "/seed/" + directory + "/" + family.name() + ".txt")
        .flatMap(resource -> SeedLine.of(resource).stream())
        .toList();
  }

  private static NewGenre genre(SeedLine line) {
    GenreType type =
        GenreType.of(line.fields().get(1))
            .orElseThrow(() -> new IllegalArgumentException(line.place() + " has no known type"));
    return new NewGenre(new GenreId(Slug.of(line.name())), line.name(), type, line.genres(2));
  }

  private static Stream<NewRelation> relations(SeedLine line) {
    GenreId genre = new GenreId(Slug.of(line.name()));
    return Stream.concat(
        line.genres(3).stream()
            .map(other -> new NewRelation(genre, other, NewRelation.Kind.FUSION)),
        line.genres(4).stream()
            .map(other -> new NewRelation(genre, other, NewRelation.Kind.INFLUENCE)));
  }

  private static NewBand band(SeedLine line) {
    return new NewBand(new BandId(Slug.of(line.name())), line.name(), line.genres(1));
  }
}
