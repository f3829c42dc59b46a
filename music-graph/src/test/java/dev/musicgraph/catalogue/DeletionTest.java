package dev.musicgraph.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeletionTest {
  @Test
  void namesAllWhileTheyAreFew() {
    assertThat(new Deletion.Use("Bands", List.of("Slowdive", "Ride")).summary())
        .isEqualTo("Slowdive, Ride");
    assertThat(new Deletion.Use("Bands", Collections.nCopies(20, "x")).summary())
        .doesNotContain("more");
  }

  @Test
  void namesTheFirstTwentyAndHowManyMoreThereAre() {
    assertThat(new Deletion.Use("Bands", Collections.nCopies(1234, "x")).summary())
        .startsWith("x, x, ")
        .endsWith("x and 1214 more")
        .hasSize(20 * 3 - 2 + " and 1214 more".length());
  }
}
