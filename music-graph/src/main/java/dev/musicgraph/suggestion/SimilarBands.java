package dev.musicgraph.suggestion;

import dev.musicgraph.graph.CatalogueGraph;
import dev.musicgraph.graph.EdgeKind;
import java.util.List;

/** Bands of the same genres, and of genres near those. */
final class SimilarBands {
  private static final double PRIMARY_OF_BOTH = 1.5;
  private static final double SIBLING = 0.3;
  private static final double RELATED = 0.4;

  private final CatalogueGraph graph;
  private final Candidates candidates;

  private SimilarBands(CatalogueGraph graph, int liked) {
    this.graph = graph;
    candidates = new Candidates(liked);
  }

  static List<Candidates.Suggestion> to(CatalogueGraph graph, int band, int limit) {
    SimilarBands similar = new SimilarBands(graph, band);
    for (int genre : graph.targets(band, EdgeKind.BAND)) {
      similar.sameGenre(band, genre);
      similar.siblings(genre);
      similar.related(genre);
    }
    return similar.candidates.best(limit);
  }

  /** Of two things the one that fewer have says more: 1 for one, a tenth for a thousand. */
  static double rarity(int count) {
    return Math.log(2) / Math.log(1 + Math.max(1, count));
  }

  private void sameGenre(int liked, int genre) {
    int[] bands = graph.sources(genre, EdgeKind.BAND);
    for (int band : bands) {
      boolean primary = graph.primary(liked) == genre && graph.primary(band) == genre;
      candidates.add(
          band,
          (primary ? PRIMARY_OF_BOTH : 1) * rarity(bands.length),
          () -> "both are " + graph.name(genre));
    }
  }

  private void siblings(int genre) {
    int parent = graph.primary(genre);
    if (parent < 0) {
      return;
    }
    int[] siblings = graph.sources(parent, EdgeKind.SUBGENRE);
    for (int sibling : siblings) {
      if (sibling != genre) {
        bandsOf(
            sibling,
            SIBLING * rarity(siblings.length),
            graph.name(sibling) + ", like " + graph.name(genre) + ", is " + graph.name(parent));
      }
    }
  }

  private void related(int genre) {
    String name = graph.name(genre);
    for (int other : graph.targets(genre, EdgeKind.FUSION)) {
      bandsOf(other, RELATED, name + " is a fusion of " + graph.name(other));
    }
    for (int other : graph.sources(genre, EdgeKind.FUSION)) {
      bandsOf(other, RELATED, graph.name(other) + " is a fusion of " + name);
    }
    for (int other : graph.targets(genre, EdgeKind.INFLUENCE)) {
      bandsOf(other, RELATED, name + " was influenced by " + graph.name(other));
    }
    for (int other : graph.sources(genre, EdgeKind.INFLUENCE)) {
      bandsOf(other, RELATED, graph.name(other) + " was influenced by " + name);
    }
  }

  private void bandsOf(int genre, double weight, String words) {
    int[] bands = graph.sources(genre, EdgeKind.BAND);
    for (int band : bands) {
      candidates.add(band, weight * rarity(bands.length), () -> words);
    }
  }
}
