package dev.musicgraph.genre;

import dev.musicgraph.catalogue.Checked;
import dev.musicgraph.catalogue.Editing;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Changes genres by the rules. */
@Component
public final class GenreEditing {
  /** What became of a deletion. */
  public sealed interface Deletion {
    record Done(Genre genre) implements Deletion {}

    /** Refused: these sub-genres and bands need it. */
    record InUse(Genre genre, List<String> children, List<String> bands) implements Deletion {}

    record Unknown() implements Deletion {}
  }

  private final Genres genres;
  private final Editing editing;

  public GenreEditing(Genres genres, Editing editing) {
    this.genres = genres;
    this.editing = editing;
  }

  public Checked<Genre> add(GenreForm form) {
    return editing.alone(() -> {
      Checked<Genre> checked = GenreRules.check(form, Optional.empty(), genres.index());
      if (checked instanceof Checked.Valid<Genre> valid) {
        genres.insert(valid.value());
      }
      return checked;
    });
  }

  /** The genre must be there. */
  public Checked<Genre> change(GenreId id, GenreForm form) {
    return editing.alone(() -> {
      Checked<Genre> checked = GenreRules.check(form, Optional.of(id), genres.index());
      if (checked instanceof Checked.Valid<Genre> valid) {
        genres.update(valid.value());
      }
      return checked;
    });
  }

  public Deletion delete(GenreId id) {
    return editing.alone(() -> {
      Deletion deletion = look(id);
      if (deletion instanceof Deletion.Done) {
        genres.delete(id);
      }
      return deletion;
    });
  }

  /** What {@link #delete} would answer. */
  public Deletion look(GenreId id) {
    Optional<Genre> genre = genres.find(id);
    if (genre.isEmpty()) {
      return new Deletion.Unknown();
    }
    List<String> children = genres.index().children(id).stream().map(Genre::name).toList();
    List<String> bands = genres.bandsOf(id);
    return children.isEmpty() && bands.isEmpty()
        ? new Deletion.Done(genre.get())
        : new Deletion.InUse(genre.get(), children, bands);
  }
}
