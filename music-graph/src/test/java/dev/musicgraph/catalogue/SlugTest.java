package dev.musicgraph.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlugTest {
  @ParameterizedTest
  @CsvSource({
    "Rock, rock",
    "Motörhead, motorhead",
    "AC/DC, ac-dc",
    "Simon & Garfunkel, simon-and-garfunkel",
    "Rock'n'Roll, rocknroll",
    "  Neu!  , neu",
    "Sigur Rós, sigur-ros",
    "Møtley Strœße, motley-stroesse",
    "Rock’n’Roll, rocknroll",
  })
  void isMadeFromAName(String name, String slug) {
    assertThat(Slug.of(name)).isEqualTo(slug);
  }

  @Test
  void isCutAtFiftyCharactersWithoutAHyphenAtTheEnd() {
    assertThat(Slug.of("a".repeat(49) + " band")).isEqualTo("a".repeat(49));
  }

  @Test
  void isEmptyForANameWithoutLatinLetters() {
    assertThat(Slug.of("電気")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Rock", "rock roll", "rock_roll", "röck", "rock\n", "../x"})
  void refusesAnythingElse(String text) {
    assertThat(Slug.isOne(text)).isFalse();
  }

  @Test
  void hasAtMostFiftyCharacters() {
    assertThat(Slug.isOne("a".repeat(50))).isTrue();
    assertThat(Slug.isOne("a".repeat(51))).isFalse();
  }
}
