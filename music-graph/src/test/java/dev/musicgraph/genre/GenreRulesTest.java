package dev.musicgraph.genre;

import static org.assertj.core.api.Assertions.assertThat;

import dev.musicgraph.catalogue.Checked;
import dev.musicgraph.catalogue.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GenreRulesTest {
  private static final GenreIndex GENRES =
      new GenreIndex(
          List.of(
              genre("rock", GenreType.ROOT),
              genre("metal", GenreType.INTERMEDIATE, "rock"),
              genre("extreme-metal", GenreType.INTERMEDIATE, "metal"),
              genre("death-metal", GenreType.LEAF, "extreme-metal"),
              genre("glam-rock", GenreType.LEAF, "rock")),
          Set.of(new GenreId("death-metal")));

  @Test
  void takesAGenreThatKeepsThem() {
    GenreForm form = form("punk", "Punk", "intermediate", "rock", "rock", "metal");

    assertThat(GenreRules.check(form, Optional.empty(), GENRES))
        .isEqualTo(
            new Checked.Valid<>(
                new Genre(
                    new GenreId("punk"),
                    "Punk",
                    GenreType.INTERMEDIATE,
                    Optional.of(new GenreId("rock")),
                    List.of(new GenreId("metal"), new GenreId("rock")))));
  }

  @Test
  void tellsAllProblemsAtOnce() {
    GenreForm form = form("Not A Slug", " ", "branch", "rock", "nowhere");

    assertThat(problems(form, null))
        .extracting(Problem::field)
        .containsExactly("id", "name", "type", "parents", "primaryParent");
  }

  @Test
  void refusesAnIdThatIsTaken() {
    assertThat(problems(form("rock", "Rock again", "root", ""), null))
        .containsExactly(new Problem("id", "This id is taken: rock."));
  }

  @Test
  void refusesAnotherIdWhenEditing() {
    assertThat(problems(form("punk", "Punk", "root", ""), "rock"))
        .extracting(Problem::field)
        .containsExactly("id");
  }

  @Test
  void refusesACycleAtAnyDepth() {
    assertThat(problems(form("metal", "Metal", "intermediate", "", "metal"), "metal"))
        .extracting(Problem::message)
        .containsExactly("A genre can't be its own parent.");
    assertThat(problems(form("metal", "Metal", "intermediate", "", "extreme-metal"), "metal"))
        .extracting(Problem::message)
        .containsExactly("extreme-metal lies below this genre: that would be a cycle.");
    assertThat(problems(form("rock", "Rock", "intermediate", "", "extreme-metal"), "rock"))
        .extracting(Problem::message)
        .containsExactly("extreme-metal lies below this genre: that would be a cycle.");
  }

  @Test
  void refusesALeafAsAParent() {
    assertThat(problems(form("punk", "Punk", "leaf", "", "glam-rock"), null))
        .extracting(Problem::message)
        .containsExactly("glam-rock is a leaf and can't have sub-genres.");
  }

  @Test
  void refusesParentsForARoot() {
    assertThat(problems(form("punk", "Punk", "root", "", "rock"), null))
        .extracting(Problem::field)
        .containsExactly("type");
  }

  @Test
  void refusesToMakeALeafOfAGenreWithSubGenres() {
    assertThat(problems(form("metal", "Metal", "leaf", "", "rock"), "metal"))
        .extracting(Problem::message)
        .containsExactly("It has sub-genres, so it can't be a leaf: extreme-metal.");
  }

  @Test
  void refusesToRetypeALeafWithBands() {
    GenreForm form = form("death-metal", "Death Metal", "intermediate", "", "extreme-metal");

    assertThat(problems(form, "death-metal"))
        .extracting(Problem::message)
        .containsExactly("It has bands, so it must stay a leaf.");
  }

  @Test
  void refusesAPrimaryParentThatIsNoParent() {
    assertThat(problems(form("punk", "Punk", "leaf", "metal", "rock"), null))
        .extracting(Problem::field)
        .containsExactly("primaryParent");
  }

  @Test
  void takesRelationsToAnyGenreAlsoMutualInfluences() {
    GenreForm form =
        new GenreForm(
            "glam-rock", "Glam", "leaf", "", List.of(), List.of("death-metal"), List.of("fusion"));
    GenreIndex genres =
        new GenreIndex(
            List.of(
                genre("death-metal", GenreType.LEAF),
                related("fusion", new Relation(new GenreId("glam-rock"), RelationKind.INFLUENCE)),
                genre("glam-rock", GenreType.LEAF)),
            Set.of());

    assertThat(GenreRules.check(form, Optional.of(new GenreId("glam-rock")), genres))
        .isInstanceOfSatisfying(
            Checked.Valid.class,
            valid ->
                assertThat(((Genre) valid.value()).relations())
                    .containsExactly(
                        new Relation(new GenreId("death-metal"), RelationKind.FUSION),
                        new Relation(new GenreId("fusion"), RelationKind.INFLUENCE)));
  }

  @Test
  void refusesRelationsToItselfAndToNothing() {
    GenreForm form =
        new GenreForm(
            "rock", "Rock", "root", "", List.of(), List.of("rock", "nothing"), List.of("rock"));

    assertThat(problems(form, "rock"))
        .containsExactly(
            new Problem("fusions", "A genre can't be related to itself."),
            new Problem("fusions", "There is no genre with the id 'nothing'."),
            new Problem("influences", "A genre can't be related to itself."));
  }

  @Test
  void refusesAFusionThatGoesIntoItselfAtAnyDepth() {
    GenreIndex genres =
        new GenreIndex(
            List.of(
                genre("a", GenreType.LEAF),
                related("b", new Relation(new GenreId("a"), RelationKind.FUSION)),
                related("c", new Relation(new GenreId("b"), RelationKind.FUSION))),
            Set.of());
    GenreForm form = new GenreForm("a", "A", "leaf", "", List.of(), List.of("c"), List.of());

    assertThat(GenreRules.check(form, Optional.of(new GenreId("a")), genres))
        .isEqualTo(
            new Checked.Invalid<>(
                List.of(
                    new Problem(
                        "fusions", "c is itself a fusion of this genre: that would be a cycle."))));
  }

  private static Genre related(String id, Relation relation) {
    return new Genre(
        new GenreId(id), id, GenreType.LEAF, Optional.empty(), List.of(), List.of(relation));
  }

  private static List<Problem> problems(GenreForm form, String existing) {
    Checked<Genre> checked =
        GenreRules.check(form, Optional.ofNullable(existing).map(GenreId::new), GENRES);
    return ((Checked.Invalid<Genre>) checked).problems();
  }

  private static GenreForm form(
      String id, String name, String type, String primary, String... parents) {
    return new GenreForm(id, name, type, primary, List.of(parents));
  }

  private static Genre genre(String id, GenreType type, String... parents) {
    return new Genre(
        new GenreId(id),
        id,
        type,
        Optional.empty(),
        Arrays.stream(parents).map(GenreId::new).toList());
  }
}
