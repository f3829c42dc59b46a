package dev.musicgraph.genre;

import dev.musicgraph.catalogue.Change;
import dev.musicgraph.catalogue.Checked;
import dev.musicgraph.catalogue.Deletion;
import dev.musicgraph.catalogue.Editing;
import dev.musicgraph.catalogue.Stored;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Changes genres by the rules. */
@Component
public final class GenreEditing {
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

  /**
   * @param version that the author of the change saw
   */
  public Change<Genre> change(GenreId id, GenreForm form, int version) {
    return editing.change(
        () -> genres.stored(id),
        version,
        () -> GenreRules.check(form, Optional.of(id), genres.index()),
        genres::update);
  }

  /**
   * @param version that who deletes it saw
   */
  public Deletion<Genre> delete(GenreId id, int version) {
    return editing.alone(() -> {
      Deletion<Genre> deletion = look(id, version);
      if (deletion instanceof Deletion.Done) {
        genres.delete(id);
      }
      return deletion;
    });
  }

  /** What {@link #delete} would answer. */
  public Deletion<Genre> look(GenreId id, int version) {
    Optional<Stored<Genre>> now = genres.stored(id);
    if (now.isEmpty()) {
      return new Deletion.Unknown<>();
    }
    List<Deletion.Use> uses = uses(id);
    if (!uses.isEmpty()) {
      return new Deletion.InUse<>(now.get(), uses);
    }
    return now.get().version() == version
        ? new Deletion.Done<>(now.get().value())
        : new Deletion.Stale<>(now.get());
  }

  private List<Deletion.Use> uses(GenreId id) {
    List<String> children = genres.index().children(id).stream().map(Genre::name).toList();
    return Stream.of(
            new Deletion.Use("Sub-genres", children), new Deletion.Use("Bands", genres.bandsOf(id)))
        .filter(use -> !use.names().isEmpty())
        .toList();
  }
}
