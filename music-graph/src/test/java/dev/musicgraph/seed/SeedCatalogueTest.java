package dev.musicgraph.seed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.musicgraph.band.Band;
import dev.musicgraph.band.BandForm;
import dev.musicgraph.band.BandRules;
import dev.musicgraph.catalogue.Checked;
import dev.musicgraph.genre.Genre;
import dev.musicgraph.genre.GenreForm;
import dev.musicgraph.genre.GenreId;
import dev.musicgraph.genre.GenreIndex;
import dev.musicgraph.genre.GenreRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeedCatalogueTest {
  private final SeedCatalogue seed = SeedCatalogue.load();

  @Test
  void isWorthLookingAt() {
    assertThat(seed.genres()).hasSizeGreaterThanOrEqualTo(60);
    assertThat(seed.bands()).hasSizeGreaterThanOrEqualTo(80);
  }

  @Test
  void keepsTheRulesForGenresInItsOrder() {
    List<Genre> before = new ArrayList<>();
    for (Genre genre : seed.genres()) {
      assertThat(GenreRules.check(form(genre), Optional.empty(), new GenreIndex(before, Set.of())))
          .isEqualTo(new Checked.Valid<>(genre));
      before.add(genre);
    }
  }

  @Test
  void keepsTheRulesForBands() {
    GenreIndex genres = new GenreIndex(seed.genres(), Set.of());
    for (Band band : seed.bands()) {
      assertThat(BandRules.check(form(band), Optional.empty(), false, genres))
          .isEqualTo(new Checked.Valid<>(band));
    }
    assertThat(seed.bands()).extracting(Band::id).doesNotHaveDuplicates();
  }

  private static GenreForm form(Genre genre) {
    return new GenreForm(
        genre.id().value(),
        genre.name(),
        genre.type().word(),
        genre.primaryParent().map(GenreId::value).orElse(""),
        genre.parents().stream().map(GenreId::value).toList());
  }

  private static BandForm form(Band band) {
    return new BandForm(
        band.id().value(),
        band.name(),
        band.primaryGenre().value(),
        band.genres().stream().map(GenreId::value).toList());
  }
}
