package dev.musicgraph.suggestion;

import dev.musicgraph.graph.CatalogueGraph;
import dev.musicgraph.graph.EdgeKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a genre has in common with others: the rarer it is, the more it says. */
final class SimilarGenres {
  private static final int BANDS_LOOKED_AT = 2_000;

  private final CatalogueGraph graph;
  private final int liked;
  private final String name;
  private final Candidates candidates;

  private SimilarGenres(CatalogueGraph graph, int liked) {
    this.graph = graph;
    this.liked = liked;
    name = graph.name(liked);
    candidates = new Candidates(liked);
  }

  static List<Candidates.Suggestion> to(CatalogueGraph graph, int genre, int limit) {
    SimilarGenres similar = new SimilarGenres(graph, genre);
    similar.direct();
    similar.shared(EdgeKind.SUBGENRE, 1, "both are ");
    similar.shared(EdgeKind.FUSION, 1, "both are fusions of ");
    similar.shared(EdgeKind.INFLUENCE, 0.8, "both were influenced by ");
    similar.byBands();
    return similar.candidates.best(limit);
  }

  private void direct() {
    for (int other : graph.targets(liked, EdgeKind.FUSION)) {
      candidates.add(other, 1, () -> name + " is a fusion of it");
    }
    for (int other : graph.sources(liked, EdgeKind.FUSION)) {
      candidates.add(other, 1, () -> "it is a fusion of " + name);
    }
    for (int other : graph.targets(liked, EdgeKind.INFLUENCE)) {
      candidates.add(other, 0.8, () -> "it influenced " + name);
    }
    for (int other : graph.sources(liked, EdgeKind.INFLUENCE)) {
      candidates.add(other, 0.8, () -> "it was influenced by " + name);
    }
    int[] children = graph.sources(liked, EdgeKind.SUBGENRE);
    for (int other : children) {
      candidates.add(other, 0.8 * rarity(children.length), () -> "it is a kind of " + name);
    }
    for (int other : graph.targets(liked, EdgeKind.SUBGENRE)) {
      candidates.add(other, 0.3, () -> name + " is a kind of it");
    }
  }

  private void shared(EdgeKind kind, double weight, String words) {
    for (int common : graph.targets(liked, kind)) {
      int[] others = graph.sources(common, kind);
      for (int other : others) {
        boolean primary = graph.primary(other) == common && graph.primary(liked) == common;
        double doubled = kind == EdgeKind.SUBGENRE && primary ? 1.5 : 1;
        candidates.add(
            other, doubled * weight * rarity(others.length), () -> words + graph.name(common));
      }
    }
  }

  private void byBands() {
    Map<Integer, Integer> counts = new HashMap<>();
    int[] bands = graph.sources(liked, EdgeKind.BAND);
    for (int i = 0; i < Math.min(bands.length, BANDS_LOOKED_AT); i++) {
      for (int genre : graph.targets(bands[i], EdgeKind.BAND)) {
        counts.merge(genre, 1, Integer::sum);
      }
    }
    counts.forEach((genre, count) ->
        candidates.add(
            genre,
            0.3 * Math.sqrt(count),
            () -> count == 1 ? "1 band plays both" : count + " bands play both"));
  }

  private static double rarity(int count) {
    return SimilarBands.rarity(count);
  }
}
