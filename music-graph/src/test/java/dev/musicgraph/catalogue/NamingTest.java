package dev.musicgraph.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamingTest {
  @Test
  void aNameMayHaveAHundredCharactersOfFourBytes() {
    assertThat(Naming.ofName("🎸".repeat(100))).isEmpty();
    assertThat(Naming.ofName("🎸".repeat(101)))
        .contains(new Problem("name", "A name has at most 100 characters, not 101."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\u200B", "\u200D", "\u0301", "\u00AD"})
  void aNameCanBeSeen(String name) {
    assertThat(Naming.ofName(name)).contains(new Problem("name", "Give a name."));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\u0000b",
        "a\tb",
        "a\nb",
        "a\u0085b",
        "a\u2028b",
        "a\u202Eb",
        "a\u2066b",
        "a\uFFFFb",
        "a\uD83Cb"
      })
  void aNameHasNoControlCharacters(String name) {
    assertThat(Naming.ofName(name))
        .contains(new Problem("name", "A name has no control characters."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"AC/DC", "👩‍🎤", "!!!", "電気グルーヴ", "שלום", "<b>", "Sigur Rós", "∆"})
  void aNameMayBeInAnyScript(String name) {
    assertThat(Naming.ofName(name)).isEmpty();
  }

  @Test
  void aNameIsComposedAndLosesTheBlanksAroundIt() {
    assertThat(Naming.tidy(" \u00A0\u3000Sigur Ro\u0301s\n\u200B")).isEqualTo("Sigur R\u00F3s");
  }

  @Test
  void anIdCanNotBeChanged() {
    assertThat(Naming.ofId("rock", Optional.of("rock"), true)).isEmpty();
    assertThat(Naming.ofId("pop", Optional.of("rock"), false)).isPresent();
  }

  @Test
  void aNewIdMustBeFree() {
    assertThat(Naming.ofId("rock", Optional.empty(), false)).isEmpty();
    assertThat(Naming.ofId("rock", Optional.empty(), true)).isPresent();
  }

  @Test
  void whatWasSentInsteadOfAnIdIsNotRepeatedAtLength() {
    assertThat(Naming.unknownGenre("genres", "\u0000\n" + "x".repeat(90_000)).message())
        .isEqualTo("There is no genre with the id '" + "x".repeat(50) + "'.");
  }
}
