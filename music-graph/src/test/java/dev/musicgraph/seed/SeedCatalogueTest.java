package dev.musicgraph.seed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.musicgraph.bulk.NewBand;
import dev.musicgraph.bulk.NewGenre;
import dev.musicgraph.bulk.NewRelation;
import dev.musicgraph.catalogue.Naming;
import dev.musicgraph.genre.GenreId;
import dev.musicgraph.genre.GenreType;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SeedCatalogueTest {
  private final SeedCatalogue seed = SeedCatalogue.load();
  private final Map<GenreId, NewGenre> genres =
      seed.genres().stream().collect(Collectors.toMap(NewGenre::id, Function.identity()));

  @Test
  void isWorthLookingAt() {
    assertThat(seed.genres()).hasSizeGreaterThanOrEqualTo(450);
    assertThat(seed.bands()).hasSizeGreaterThanOrEqualTo(600);
    assertThat(seed.relations()).hasSizeGreaterThanOrEqualTo(1_000);
  }

  @Test
  void givesEveryGenreAndBandANameAndAnIdOfItsOwn() {
    assertThat(seed.genres()).extracting(NewGenre::id).doesNotHaveDuplicates();
    assertThat(seed.genres()).extracting(NewGenre::name).doesNotHaveDuplicates();
    assertThat(seed.bands()).extracting(NewBand::id).doesNotHaveDuplicates();
    assertThat(seed.bands()).extracting(NewBand::name).doesNotHaveDuplicates();
    assertThat(seed.genres()).allMatch(genre -> Naming.ofName(genre.name()).isEmpty());
    assertThat(seed.bands()).allMatch(band -> Naming.ofName(band.name()).isEmpty());
  }

  @Test
  void givesEveryGenreButRootsParentsThatMayHaveChildren() {
    for (NewGenre genre : seed.genres()) {
      assertThat(genre.parents().isEmpty())
          .as(genre.name())
          .isEqualTo(genre.type() == GenreType.ROOT);
      assertThat(genre.parents())
          .as("parents of " + genre.name())
          .allMatch(genres::containsKey)
          .allMatch(parent -> genres.get(parent).type() != GenreType.LEAF);
    }
  }

  @Test
  void leadsFromEveryGenreUpToARootWithoutACycle() {
    for (NewGenre genre : seed.genres()) {
      Set<GenreId> above = above(genre);
      assertThat(above).as("above " + genre.name()).doesNotContain(genre.id());
      assertThat(genre.type() == GenreType.ROOT || above.stream().anyMatch(this::isRoot))
          .as("a root above " + genre.name())
          .isTrue();
    }
  }

  @Test
  void givesChildrenToEveryGenreThatIsNoLeaf() {
    Set<GenreId> withChildren =
        seed.genres().stream()
            .flatMap(genre -> genre.parents().stream())
            .collect(Collectors.toSet());

    assertThat(seed.genres())
        .filteredOn(genre -> genre.type() != GenreType.LEAF)
        .allMatch(genre -> withChildren.contains(genre.id()));
  }

  @Test
  void relatesGenresThatItHasEachOnce() {
    assertThat(seed.relations())
        .doesNotHaveDuplicates()
        .allMatch(relation -> genres.containsKey(relation.other()));
    Map<GenreId, Long> ingredients =
        seed.relations().stream()
            .filter(relation -> relation.kind() == NewRelation.Kind.FUSION)
            .collect(Collectors.groupingBy(NewRelation::genre, Collectors.counting()));
    assertThat(ingredients).allSatisfy((genre, count) -> assertThat(count).isGreaterThan(1));
  }

  @Test
  void putsBandsIntoLeavesOnlyAndSomeIntoNearlyEveryLeaf() {
    assertThat(seed.bands())
        .flatExtracting(NewBand::genres)
        .allMatch(genre -> genres.containsKey(genre))
        .allMatch(genre -> genres.get(genre).type() == GenreType.LEAF);
    Set<GenreId> played =
        seed.bands().stream().flatMap(band -> band.genres().stream()).collect(Collectors.toSet());
    List<GenreId> silent =
        seed.genres().stream()
            .filter(genre -> genre.type() == GenreType.LEAF)
            .map(NewGenre::id)
            .filter(genre -> !played.contains(genre))
            .toList();
    assertThat(silent).hasSizeLessThan(seed.genres().size() / 20);
  }

  private Set<GenreId> above(NewGenre genre) {
    Set<GenreId> above = new HashSet<>();
    Deque<GenreId> open = new ArrayDeque<>(genre.parents());
    while (!open.isEmpty()) {
      GenreId next = open.pop();
      if (above.add(next)) {
        open.addAll(genres.get(next).parents());
      }
    }
    return above;
  }

  private boolean isRoot(GenreId id) {
    return genres.get(id).type() == GenreType.ROOT;
  }
}
