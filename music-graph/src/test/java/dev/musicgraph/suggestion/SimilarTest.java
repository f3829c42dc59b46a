package dev.musicgraph.suggestion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.musicgraph.graph.CatalogueGraph;
import dev.musicgraph.graph.Graphs;
import dev.musicgraph.graph.NodeId;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimilarTest {
  private static final CatalogueGraph GRAPH =
      Graphs.atlas(
              "genre dub reggae",
              "root electronic",
              "root indie",
              "genre indie-pop indie",
              "genre indie-rock indie",
              "root punk",
              "root reggae",
              "genre shoegaze indie",
              "genre ska reggae",
              "genre ska-punk punk",
              "genre trip-hop electronic",
              "band blur indie-rock",
              "band bunch indie-rock indie-pop",
              "band king-tubby dub",
              "band lush shoegaze indie-rock",
              "band madness ska",
              "band oasis indie-rock",
              "band pixies indie-rock",
              "band ride shoegaze indie-rock",
              "band specials ska",
              "fusion ska-punk ska",
              "fusion ska-punk punk",
              "influence dub ska",
              "influence trip-hop reggae",
              "influence ska-punk reggae")
          .graph();

  @Test
  void bandsOfARareGenreComeBeforeThoseOfACommonOne() {
    List<Candidates.Suggestion> similar = bands("lush");

    assertThat(names(similar).getFirst()).isEqualTo("ride");
    assertThat(reasons(similar.getFirst()))
        .containsSubsequence("both are shoegaze", "both are indie rock");
    assertThat(names(similar)).contains("oasis", "bunch").doesNotContain("lush", "specials");
    assertThat(similar)
        .extracting(Candidates.Suggestion::score)
        .isSortedAccordingTo((a, b) -> Double.compare(b, a));
  }

  @Test
  void bandsOfGenresNearbyFollowWithTheReason() {
    List<Candidates.Suggestion> similar = bands("madness");

    assertThat(names(similar)).containsExactly("specials", "king-tubby");
    assertThat(reasons(similar.get(1)))
        .contains("dub was influenced by ska", "dub, like ska, is reggae");
  }

  @Test
  void genresAreSimilarByFusionInfluenceParentAndBands() {
    assertThat(reasons(genre("ska", "ska-punk"))).contains("it is a fusion of ska");
    assertThat(reasons(genre("ska", "dub")))
        .contains("it was influenced by ska", "both are reggae");
    assertThat(reasons(genre("trip-hop", "ska-punk")))
        .containsExactly("both were influenced by reggae");
    assertThat(reasons(genre("shoegaze", "indie-rock")))
        .contains("2 bands play both", "both are indie");
    assertThat(reasons(genre("indie", "shoegaze"))).containsExactly("it is a kind of indie");
  }

  @Test
  void whatIsRareSaysMoreThanWhatIsCommon() {
    assertThat(SimilarBands.rarity(1)).isEqualTo(1);
    assertThat(SimilarBands.rarity(10)).isLessThan(SimilarBands.rarity(5));
    assertThat(SimilarBands.rarity(0)).isEqualTo(1);
  }

  @Test
  void aLimitCutsOffTheWorstOnly() {
    assertThat(names(SimilarBands.to(GRAPH, node(NodeId.band("lush")), 2)))
        .isEqualTo(names(bands("lush")).subList(0, 2));
  }

  private static List<Candidates.Suggestion> bands(String band) {
    return SimilarBands.to(GRAPH, node(NodeId.band(band)), 100);
  }

  private static Candidates.Suggestion genre(String liked, String other) {
    return SimilarGenres.to(GRAPH, node(NodeId.genre(liked)), 100).stream()
        .filter(each -> each.node() == node(NodeId.genre(other)))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> names(List<Candidates.Suggestion> suggestions) {
    return suggestions.stream().map(each -> GRAPH.id(each.node()).slug()).toList();
  }

  private static List<String> reasons(Candidates.Suggestion suggestion) {
    return suggestion.reasons().stream().map(Reason::words).toList();
  }

  private static int node(NodeId id) {
    return GRAPH.find(id).orElseThrow();
  }
}
