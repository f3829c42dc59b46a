package dev.musicgraph.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class NamingTest {
  @Test
  void aNameMayHaveAHundredCharactersOfFourBytes() {
    assertThat(Naming.ofName("🎸".repeat(100))).isEmpty();
    assertThat(Naming.ofName("🎸".repeat(101))).isPresent();
  }

  @Test
  void aNameIsNotEmptyAndHasNoControlCharacters() {
    assertThat(Naming.ofName("")).isPresent();
    assertThat(Naming.ofName("a\u0000b")).isPresent();
    assertThat(Naming.ofName("a\uD83Cb")).isPresent();
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
}
