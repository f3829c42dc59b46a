package dev.musicgraph.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.musicgraph.band.Band;
import dev.musicgraph.band.BandId;
import dev.musicgraph.genre.Genre;
import dev.musicgraph.genre.GenreId;
import dev.musicgraph.genre.GenreType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MusicMapTest {
  private static final GenreId ROCK = new GenreId("rock");
  private static final GenreId RUSH = new GenreId("rush");
  private static final List<Genre> GENRES =
      List.of(
          new Genre(ROCK, "Rock", GenreType.ROOT, Optional.empty(), List.of()),
          new Genre(RUSH, "Rush", GenreType.LEAF, Optional.of(ROCK), List.of(ROCK)));
  private static final Band BAND = new Band(new BandId("rush"), "Rush", RUSH, List.of(RUSH));

  @Test
  void keepsAGenreAndABandOfTheSameIdApart() {
    MusicMap map = map(GENRES, List.of(BAND));

    assertThat(map.nodes())
        .extracting(MusicMap.Node::id)
        .containsExactly("genre:rock", "genre:rush", "band:rush");
    assertThat(map.edges())
        .containsExactly(
            new MusicMap.Edge("genre:rush", "genre:rock", "subgenre", true),
            new MusicMap.Edge("band:rush", "genre:rush", "band", true));
  }

  @Test
  void looksTheSameEachTimeWhateverTheOrder() {
    assertThat(map(GENRES.reversed(), List.of(BAND)).nodes())
        .containsExactlyInAnyOrderElementsOf(map(GENRES, List.of(BAND)).nodes());
  }

  @Test
  void doesNotMoveGenresWhenABandIsAdded() {
    assertThat(map(GENRES, List.of(BAND)).nodes()).containsAll(map(GENRES, List.of()).nodes());
  }

  @Test
  void putsNoTwoNodesInOnePlace() {
    List<Band> bands = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      bands.add(new Band(new BandId("band-" + i), "Band", RUSH, List.of(RUSH)));
    }

    assertThat(map(GENRES, bands).nodes())
        .extracting(node -> new Point(node.x(), node.y()))
        .doesNotHaveDuplicates();
  }

  @Test
  void canBeEmpty() {
    assertThat(map(List.of(), List.of()).nodes()).isEmpty();
  }

  private static MusicMap map(List<Genre> genres, List<Band> bands) {
    return MusicMap.of(1, genres, List.of(), bands);
  }
}
