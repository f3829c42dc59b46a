package dev.musicgraph.graph;

import dev.musicgraph.genre.GenreType;
import dev.musicgraph.layout.Coordinates;
import dev.musicgraph.layout.MapLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** Graphs for tests. */
public final class Graphs {
  private Graphs() {}

  /**
   * @param lines {@code root SLUG}, {@code genre SLUG PARENT…} and {@code band SLUG GENRE…}, the
   *     first one being the primary one; {@code fusion A B} and {@code influence A B}. In the order
   *     of slugs, genres first, relations last. Names are slugs with spaces for hyphens.
   */
  public static Atlas atlas(String... lines) {
    CatalogueGraph.Builder graph = new CatalogueGraph.Builder(1);
    List<String[]> words = new ArrayList<>();
    Set<String> parents = new TreeSet<>();
    for (String line : lines) {
      String[] each = line.split(" ");
      words.add(each);
      if (each[0].equals("genre")) {
        parents.addAll(List.of(each).subList(2, each.length));
      }
    }
    for (String[] each : words) {
      String name = each[1].replace('-', ' ');
      switch (each[0]) {
        case "root" -> graph.genre(each[1], name, GenreType.ROOT, null);
        case "genre" ->
            graph.genre(
                each[1],
                name,
                parents.contains(each[1]) ? GenreType.INTERMEDIATE : GenreType.LEAF,
                each[2]);
        case "band" -> graph.band(each[1], name, each[2]);
        default -> {}
      }
    }
    for (String[] each : words) {
      NodeId source = each[0].equals("band") ? NodeId.band(each[1]) : NodeId.genre(each[1]);
      EdgeKind kind = EdgeKind.of(each[0]).orElse(EdgeKind.SUBGENRE);
      for (int i = 2; i < each.length; i++) {
        graph.edge(source, NodeId.genre(each[i]), kind);
      }
    }
    return atlas(graph.build());
  }

  /** Genres {@code g000…} and bands {@code b000…} with edges of all kinds. */
  public static Atlas random(long seed, int genres, int bands, int edges) {
    Random random = new Random(seed);
    CatalogueGraph.Builder graph = new CatalogueGraph.Builder(seed);
    for (int i = 0; i < genres; i++) {
      graph.genre("g%05d".formatted(i), "Genre " + i, GenreType.LEAF, null);
    }
    for (int i = 0; i < bands; i++) {
      graph.band("b%05d".formatted(i), "Band " + i, "g%05d".formatted(random.nextInt(genres)));
    }
    Set<String> seen = new TreeSet<>();
    for (int i = 0; i < edges; i++) {
      int target = random.nextInt(genres);
      int source = random.nextInt(genres + bands);
      EdgeKind kind = source < genres ? EdgeKind.values()[random.nextInt(3)] : EdgeKind.BAND;
      if (source != target && seen.add(source + " " + target + " " + kind)) {
        graph.edge(
            source < genres
                ? NodeId.genre("g%05d".formatted(source))
                : NodeId.band("b%05d".formatted(source - genres)),
            NodeId.genre("g%05d".formatted(target)),
            kind);
      }
    }
    return atlas(graph.build());
  }

  private static Atlas atlas(CatalogueGraph graph) {
    Coordinates places =
        MapLayout.improve(LayoutInputs.of(graph), Coordinates.unknown(graph.count()));
    return new Atlas(graph, places, new Revisions(1, 1));
  }
}
