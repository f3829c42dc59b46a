package dev.musicgraph.seed;

import dev.musicgraph.band.Band;
import dev.musicgraph.band.BandId;
import dev.musicgraph.catalogue.Slug;
import dev.musicgraph.genre.Genre;
import dev.musicgraph.genre.GenreId;
import dev.musicgraph.genre.GenreType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The genres and bands of {@code seed/genres.txt} and {@code seed/bands.txt}. A line is {@code Name
 * | type | parents} or {@code Name | genres}; the first parent or genre is the primary one, parents
 * come before their children, and ids are made from the names.
 */
record SeedCatalogue(List<Genre> genres, List<Band> bands) {

  static SeedCatalogue load() {
    return new SeedCatalogue(
        lines("/seed/genres.txt").map(SeedCatalogue::genre).toList(),
        lines("/seed/bands.txt").map(SeedCatalogue::band).toList());
  }

  private static Genre genre(String[] fields) {
    List<GenreId> parents = ids(fields[2]);
    return new Genre(
        new GenreId(Slug.of(fields[0])),
        fields[0],
        GenreType.of(fields[1]).orElseThrow(),
        parents.isEmpty() ? Optional.empty() : Optional.of(parents.get(0)),
        parents);
  }

  private static Band band(String[] fields) {
    List<GenreId> genres = ids(fields[1]);
    return new Band(new BandId(Slug.of(fields[0])), fields[0], genres.get(0), genres);
  }

  private static List<GenreId> ids(String names) {
    return Arrays.stream(names.split(","))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .map(name -> new GenreId(Slug.of(name)))
        .toList();
  }

  private static Stream<String[]> lines(String resource) {
    try (InputStream file =
        Objects.requireNonNull(SeedCatalogue.class.getResourceAsStream(resource), resource)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> Arrays.stream(line.split("\\|", -1)).map(String::strip))
          .map(fields -> fields.toArray(String[]::new));
    } catch (IOException e) {
      throw new UncheckedIOException(resource + " can't be read", e);
    }
  }
}
