package dev.musicgraph.band;

import static org.assertj.core.api.Assertions.assertThat;

import dev.musicgraph.catalogue.Checked;
import dev.musicgraph.catalogue.Problem;
import dev.musicgraph.genre.Genre;
import dev.musicgraph.genre.GenreId;
import dev.musicgraph.genre.GenreIndex;
import dev.musicgraph.genre.GenreType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BandRulesTest {
  private static final GenreIndex GENRES =
      new GenreIndex(
          List.of(
              genre("rock", GenreType.ROOT),
              genre("glam-rock", GenreType.LEAF),
              genre("dub", GenreType.LEAF)),
          Set.of());

  @Test
  void takesABandThatKeepsThem() {
    BandForm form = new BandForm("queen", "Queen", "glam-rock", List.of("glam-rock", "dub"));

    assertThat(BandRules.check(form, Optional.empty(), false, GENRES))
        .isEqualTo(
            new Checked.Valid<>(
                new Band(
                    new BandId("queen"),
                    "Queen",
                    new GenreId("glam-rock"),
                    List.of(new GenreId("dub"), new GenreId("glam-rock")))));
  }

  @Test
  void tellsAllProblemsAtOnce() {
    assertThat(problems(new BandForm("", "", "", List.of()), false))
        .extracting(Problem::field)
        .containsExactly("id", "name", "genres", "primaryGenre");
  }

  @Test
  void refusesAnIdThatIsTaken() {
    assertThat(problems(new BandForm("queen", "Queen", "dub", List.of("dub")), true))
        .extracting(Problem::field)
        .containsExactly("id");
  }

  @Test
  void refusesGenresThatAreNoLeavesAlsoSecondaryOnes() {
    assertThat(problems(new BandForm("queen", "Queen", "dub", List.of("dub", "rock")), false))
        .extracting(Problem::message)
        .containsExactly("rock is not a leaf, so it has no bands.");
  }

  @Test
  void refusesGenresThatAreNotThere() {
    assertThat(problems(new BandForm("queen", "Queen", "dub", List.of("dub", "pop")), false))
        .extracting(Problem::field)
        .containsExactly("genres");
  }

  @Test
  void refusesAPrimaryGenreThatIsNotAmongTheGenres() {
    assertThat(problems(new BandForm("queen", "Queen", "glam-rock", List.of("dub")), false))
        .extracting(Problem::field)
        .containsExactly("primaryGenre");
  }

  private static List<Problem> problems(BandForm form, boolean taken) {
    Checked<Band> checked = BandRules.check(form, Optional.empty(), taken, GENRES);
    return ((Checked.Invalid<Band>) checked).problems();
  }

  private static Genre genre(String id, GenreType type) {
    return new Genre(new GenreId(id), id, type, Optional.empty(), List.of());
  }
}
