package dev.musicgraph.band;

import dev.musicgraph.genre.GenreId;
import java.util.List;
import java.util.Optional;
import org.springframework.util.MultiValueMap;

/** A band as somebody typed it: anything may be missing or wrong. */
public record BandForm(String id, String name, String primaryGenre, List<String> genres) {

  public BandForm {
    id = id.strip();
    name = name.strip();
    genres = genres.stream().filter(genre -> !genre.isEmpty()).distinct().toList();
  }

  static BandForm empty() {
    return new BandForm("", "", "", List.of());
  }

  static BandForm of(Band band) {
    return new BandForm(
        band.id().value(),
        band.name(),
        band.primaryGenre().value(),
        band.genres().stream().map(GenreId::value).toList());
  }

  static BandForm of(MultiValueMap<String, String> fields) {
    return new BandForm(
        first(fields, "id"),
        first(fields, "name"),
        first(fields, "primaryGenre"),
        fields.getOrDefault("genres", List.of()));
  }

  private static String first(MultiValueMap<String, String> fields, String name) {
    return Optional.ofNullable(fields.getFirst(name)).orElse("");
  }
}
