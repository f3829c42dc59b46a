package dev.musicgraph.graph;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the browser draws: all of the map or a part. Ids of nodes carry their kind ({@code
 * genre:rock}, {@code band:rush}), so that a genre and a band of the same slug are two nodes.
 *
 * @param partial true if not all that was asked for is here
 * @param total how many nodes all would be, where that is of use
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MusicMap(
    long revision,
    List<Node> nodes,
    List<Edge> edges,
    @Nullable Boolean partial,
    @Nullable Integer total) {
  static final Set<EdgeKind> ALL_KINDS = Set.copyOf(EnumSet.allOf(EdgeKind.class));

  /**
   * @param type of a genre
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Node(
      NodeId id, NodeKind kind, String slug, String name, @Nullable String type, int x, int y) {}

  /**
   * From a genre to its parent, to one that it is a fusion of or that influenced it, or from a band
   * to its genre.
   *
   * @param primary whether it leads to the node's primary genre
   */
  public record Edge(
      NodeId source,
      NodeId target,
      EdgeKind kind,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean primary) {}

  /** All nodes that a number of them allows, the most important ones first. */
  static MusicMap whole(Atlas atlas, int most) {
    int all = atlas.graph().count();
    if (all <= most) {
      return part(atlas, range(all), ALL_KINDS, null, null);
    }
    int[] nodes = Arrays.copyOf(atlas.graph().byImportance(), most);
    return part(atlas, nodes, ALL_KINDS, true, all);
  }

  /** These nodes, in this order, and the edges of these kinds between them. */
  static MusicMap part(
      Atlas atlas,
      int[] nodes,
      Set<EdgeKind> kinds,
      @Nullable Boolean partial,
      @Nullable Integer total) {
    CatalogueGraph graph = atlas.graph();
    BitSet shown = new BitSet(graph.count());
    for (int node : nodes) {
      shown.set(node);
    }
    NodeId[] ids = new NodeId[graph.count()];
    List<Node> drawn = new ArrayList<>(nodes.length);
    for (int node : nodes) {
      drawn.add(node(atlas, node));
      ids[node] = drawn.getLast().id();
    }
    List<Edge> edges = new ArrayList<>();
    for (int node : nodes) {
      graph.eachTarget(
          node,
          (target, kind) -> {
            if (shown.get(target) && kinds.contains(kind)) {
              boolean primary =
                  target == graph.primary(node)
                      && (kind == EdgeKind.SUBGENRE || kind == EdgeKind.BAND);
              edges.add(new Edge(ids[node], ids[target], kind, primary));
            }
          });
    }
    return new MusicMap(graph.revision(), drawn, edges, partial, total);
  }

  static Node node(Atlas atlas, int node) {
    CatalogueGraph graph = atlas.graph();
    NodeId id = graph.id(node);
    return new Node(
        id,
        id.kind(),
        id.slug(),
        graph.name(node),
        graph.isGenre(node) ? graph.type(node).word() : null,
        atlas.x(node),
        atlas.y(node));
  }

  private static int[] range(int count) {
    return IntStream.range(0, count).toArray();
  }
}
