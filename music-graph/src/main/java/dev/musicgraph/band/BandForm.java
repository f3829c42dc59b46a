package dev.musicgraph.band;

import dev.musicgraph.catalogue.Fields;
import dev.musicgraph.catalogue.Naming;
import dev.musicgraph.genre.GenreId;
import java.util.List;

/** A band as somebody typed it: anything may be missing or wrong. */
public record BandForm(String id, String name, String primaryGenre, List<String> genres) {

  public BandForm {
    id = id.strip();
    name = Naming.tidy(name);
    genres = genres.stream().filter(genre -> !genre.isEmpty()).distinct().toList();
  }

  static BandForm empty() {
    return new BandForm("", "", "", List.of());
  }

  public static BandForm of(Band band) {
    return new BandForm(
        band.id().value(),
        band.name(),
        band.primaryGenre().value(),
        band.genres().stream().map(GenreId::value).toList());
  }

  static BandForm of(Fields fields) {
    return new BandForm(
        fields.text("id"), fields.text("name"), fields.text("primaryGenre"), fields.all("genres"));
  }
}
