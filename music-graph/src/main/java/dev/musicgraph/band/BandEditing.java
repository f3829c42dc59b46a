package dev.musicgraph.band;

import dev.musicgraph.catalogue.Checked;
import dev.musicgraph.catalogue.Editing;
import dev.musicgraph.catalogue.Slug;
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

  /** The band must be there. */
  public Checked<Band> change(BandId id, BandForm form) {
    return editing.alone(() -> {
      Checked<Band> checked = BandRules.check(form, Optional.of(id), false, genres.index());
      if (checked instanceof Checked.Valid<Band> valid) {
        bands.update(valid.value());
      }
      return checked;
    });
  }

  public void delete(BandId id) {
    editing.alone(() -> {
      bands.delete(id);
      return id;
    });
  }
}
