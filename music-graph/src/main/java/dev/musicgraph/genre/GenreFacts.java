package dev.musicgraph.genre;

import dev.musicgraph.catalogue.Fact;
import java.util.List;

/** What a genre is, in words for a page. */
final class GenreFacts {
  private GenreFacts() {}

  static List<Fact> of(GenreForm form, GenreIndex genres) {
    return List.of(
        new Fact("Name", form.name()),
        new Fact("Type", form.type()),
        Fact.of(
            "Primary parent",
            genres.labels(
                form.primaryParent().isEmpty() ? List.of() : List.of(form.primaryParent()))),
        Fact.of("Parents", genres.labels(form.parents())),
        Fact.of("A fusion of", genres.labels(form.fusions())),
        Fact.of("Influenced by", genres.labels(form.influences())));
  }
}
