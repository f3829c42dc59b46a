package dev.musicgraph.graph;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MusicMapTest {
  private static final Atlas ATLAS =
      Graphs.atlas(
          "genre disco soul",
          "genre house disco soul",
          "root rush",
          "root soul",
          "band rush rush",
          "influence house rush",
          "influence disco soul",
          "fusion house disco");

  @Test
  void keepsAGenreAndABandOfTheSameIdApart() {
    assertThat(MusicMap.whole(ATLAS, 100).nodes())
        .extracting(node -> node.id().toString())
        .containsExactly("genre:disco", "genre:house", "genre:rush", "genre:soul", "band:rush");
  }

  @Test
  void tellsTheKindOfEachEdgeAndWhichLeadToThePrimaryGenre() {
    assertThat(MusicMap.whole(ATLAS, 100).edges())
        .extracting(e -> e.source() + " " + e.kind().word() + " " + e.target() + " " + e.primary())
        .containsExactlyInAnyOrder(
            "genre:disco subgenre genre:soul true",
            "genre:disco influence genre:soul false",
            "genre:house subgenre genre:disco true",
            "genre:house fusion genre:disco false",
            "genre:house influence genre:rush false",
            "genre:house subgenre genre:soul false",
            "band:rush band genre:rush true");
  }

  @Test
  void isTheMostImportantPartIfTheWholeIsTooLarge() {
    MusicMap map = MusicMap.whole(ATLAS, 3);

    assertThat(map.nodes())
        .extracting(node -> node.id().slug())
        .containsExactly("soul", "rush", "disco");
    assertThat(map.edges()).hasSize(2);
    assertThat(map.partial()).isTrue();
    assertThat(map.total()).isEqualTo(5);
    assertThat(MusicMap.whole(ATLAS, 5).partial()).isNull();
  }

  @Test
  void canBeEmpty() {
    assertThat(MusicMap.whole(Graphs.atlas(), 10).nodes()).isEmpty();
  }
}
