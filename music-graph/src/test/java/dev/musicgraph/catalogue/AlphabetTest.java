package dev.musicgraph.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlphabetTest {
  @Test
  void sortsLettersWithMarksBesideThoseWithout() {
    List<String> names =
        List.of("Zouk", "élan", "Éthio-jazz", "Elegy", "Øresund", "Opera", "Ögöz", "abba", "Кино");

    assertThat(Alphabet.sorted(names, Function.identity()))
        .containsExactly(
            "abba", "élan", "Elegy", "Éthio-jazz", "Ögöz", "Opera", "Øresund", "Zouk", "Кино");
  }

  @Test
  void ordersNamesThatOnlyDifferInMarksOrCaseAlwaysTheSame() {
    List<String> names = List.of("Mo", "mö", "Mö", "mo");

    assertThat(Alphabet.sorted(names, Function.identity()))
        .isEqualTo(Alphabet.sorted(names.reversed(), Function.identity()))
        .containsExactly("Mo", "Mö", "mo", "mö");
  }

  @ParameterizedTest
  @CsvSource({
    "Motörhead, motorhead",
    "MØ, mo",
    "КИНО, кино",
    "İstanbul, istanbul",
    "Straße, strasse"
  })
  void foldsWhatCountsAsTheSame(String name, String folded) {
    assertThat(Alphabet.fold(name)).isEqualTo(folded);
  }
}
