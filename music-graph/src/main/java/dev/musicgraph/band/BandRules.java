package dev.musicgraph.band;

import dev.musicgraph.catalogue.Checked;
import dev.musicgraph.catalogue.Naming;
import dev.musicgraph.catalogue.Problem;
import dev.musicgraph.genre.Genre;
import dev.musicgraph.genre.GenreId;
import dev.musicgraph.genre.GenreIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a band must be like. */
public final class BandRules {
  private BandRules() {}

  /**
   * Finds all problems, not only the first.
   *
   * @param existing the band that is being edited; empty when it is new
   * @param taken whether a band has the form's id already
   */
  public static Checked<Band> check(
      BandForm form, Optional<BandId> existing, boolean taken, GenreIndex genres) {
    List<Problem> problems = new ArrayList<>();
    Naming.ofId(form.id(), existing.map(BandId::value), taken).ifPresent(problems::add);
    Naming.ofName(form.name()).ifPresent(problems::add);
    checkGenres(form, genres, problems);
    return problems.isEmpty()
        ? new Checked.Valid<>(
            new Band(
                new BandId(form.id()),
                form.name(),
                new GenreId(form.primaryGenre()),
                form.genres().stream().map(GenreId::new).toList()))
        : new Checked.Invalid<>(problems);
  }

  private static void checkGenres(BandForm form, GenreIndex genres, List<Problem> problems) {
    if (form.genres().isEmpty()) {
      problems.add(new Problem("genres", "Choose at least one genre."));
    }
    for (String id : form.genres()) {
      Optional<Genre> genre = genres.find(id);
      if (genre.isEmpty()) {
        problems.add(Naming.unknownGenre("genres", id));
      } else if (!genre.get().isLeaf()) {
        problems.add(
            new Problem("genres", genre.get().name() + " is not a leaf, so it has no bands."));
      }
    }
    if (form.primaryGenre().isEmpty()) {
      problems.add(new Problem("primaryGenre", "Choose the primary genre."));
    } else if (!form.genres().contains(form.primaryGenre())) {
      problems.add(new Problem("primaryGenre", "The primary genre must be one of the genres."));
    }
  }
}
