package dev.musicgraph.band;

import dev.musicgraph.catalogue.Change;
import dev.musicgraph.catalogue.Checked;
import dev.musicgraph.catalogue.Deletion;
import dev.musicgraph.catalogue.Editing;
import dev.musicgraph.catalogue.Slug;
import dev.musicgraph.catalogue.Stored;
import dev.musicgraph.genre.Genres;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Changes bands by the rules. */
@Component
public final class BandEditing {
  private final Bands bands;
  private final Genres genres;
  private final Editing editing;

  public BandEditing(Bands bands, Genres genres, Editing editing) {
    this.bands = bands;
    this.genres = genres;
    this.editing = editing;
  }

  public Checked<Band> add(BandForm form) {
    return editing.alone(() -> {
      boolean taken = Slug.isOne(form.id()) && bands.find(new BandId(form.id())).isPresent();
      Checked<Band> checked = BandRules.check(form, Optional.empty(), taken, genres.index());
      if (checked instanceof Checked.Valid<Band> valid) {
        bands.insert(valid.value());
      }
      return checked;
    });
  }

  /**
   * @param version that the author of the change saw
   */
  public Change<Band> change(BandId id, BandForm form, int version) {
    return editing.change(
        () -> bands.stored(id),
        version,
        () -> BandRules.check(form, Optional.of(id), false, genres.index()),
        bands::update);
  }

  /**
   * @param version that who deletes it saw
   */
  public Deletion<Band> delete(BandId id, int version) {
    return editing.alone(() -> {
      Deletion<Band> deletion = look(id, version);
      if (deletion instanceof Deletion.Done) {
        bands.delete(id);
      }
      return deletion;
    });
  }

  private Deletion<Band> look(BandId id, int version) {
    Optional<Stored<Band>> now = bands.stored(id);
    if (now.isEmpty()) {
      return new Deletion.Unknown<>();
    }
    return now.get().version() == version
        ? new Deletion.Done<>(now.get().value())
        : new Deletion.Stale<>(now.get());
  }
}
