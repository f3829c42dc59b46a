package dev.musicgraph.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NeighbourhoodTest {
  private static final CatalogueGraph GRAPH =
      Graphs.atlas(
              "genre deep-house house",
              "genre disco soul",
              "root funk",
              "genre house disco",
              "root soul",
              "band chic disco",
              "band daft-punk house",
              "influence house funk")
          .graph();

  @Test
  void holdsWhatIsWithinSoManyStepsNearAndImportantOnesFirst() {
    assertThat(around("house", 1, MusicMap.ALL_KINDS, 100))
        .containsExactly("house", "funk", "disco", "deep-house", "daft-punk");
    assertThat(around("house", 2, MusicMap.ALL_KINDS, 100))
        .containsExactly("house", "funk", "disco", "deep-house", "daft-punk", "soul", "chic");
  }

  @Test
  void goesOnlyAlongEdgesOfTheKindsThatAreAllowed() {
    assertThat(around("house", 4, Set.of(EdgeKind.INFLUENCE), 100))
        .containsExactly("house", "funk");
    assertThat(around("house", 4, Set.of(), 100)).containsExactly("house");
  }

  @Test
  void isCutOffButTellsHowManyThereWouldBe() {
    Neighbourhood around = Neighbourhood.of(GRAPH, node("house"), 4, MusicMap.ALL_KINDS, 2);

    assertThat(around.nodes()).hasSize(2);
    assertThat(around.total()).isEqualTo(7);
  }

  private static String[] around(String genre, int depth, Set<EdgeKind> kinds, int most) {
    return Arrays.stream(Neighbourhood.of(GRAPH, node(genre), depth, kinds, most).nodes())
        .mapToObj(node -> GRAPH.id(node).slug())
        .toArray(String[]::new);
  }

  private static int node(String genre) {
    return GRAPH.find(NodeId.genre(genre)).orElseThrow();
  }
}
