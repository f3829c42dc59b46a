package dev.musicgraph.band;

import dev.musicgraph.catalogue.Fact;
import dev.musicgraph.genre.GenreIndex;
import java.util.List;

/** What a band is, in words for a page. */
final class BandFacts {
  private BandFacts() {}

  static List<Fact> of(BandForm form, GenreIndex genres) {
    return List.of(
        new Fact("Name", form.name()),
        Fact.of(
            "Primary genre",
            genres.labels(
                form.primaryGenre().isEmpty() ? List.of() : List.of(form.primaryGenre()))),
        Fact.of("Genres", genres.labels(form.genres())));
  }
}
