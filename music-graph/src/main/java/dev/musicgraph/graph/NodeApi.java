package dev.musicgraph.graph;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.musicgraph.api.ApiProblem;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/nodes/ID}: all that is known of one node. */
@RestController
final class NodeApi {
  record Named(NodeId id, String name) {}

  /**
   * Lists are by name; those that a node of this kind can't have are left out.
   *
   * @param fusions of which it is one
   * @param influences which influenced it
   * @param fusedInto which are fusions of it
   * @param influenced which it influenced
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Answer(
      NodeId id,
      NodeKind kind,
      String slug,
      String name,
      @Nullable String type,
      int x,
      int y,
      @Nullable Named primary,
      @Nullable List<Named> parents,
      @Nullable List<Named> children,
      @Nullable List<Named> fusions,
      @Nullable List<Named> influences,
      @Nullable List<Named> fusedInto,
      @Nullable List<Named> influenced,
      @Nullable List<Named> bands,
      @Nullable List<Named> genres) {}

  private final Atlases atlases;

  NodeApi(Atlases atlases) {
    this.atlases = atlases;
  }

  @GetMapping("/api/nodes/{id}")
  Answer node(@PathVariable String id) {
    Atlas atlas = atlases.current();
    OptionalInt node = NodeId.parse(id).map(atlas.graph()::find).orElse(OptionalInt.empty());
    if (node.isEmpty()) {
      throw ApiProblem.notFound("There is no such node; an id looks like genre:ska or band:rush.");
    }
    return atlas.graph().isGenre(node.getAsInt())
        ? genre(atlas, node.getAsInt())
        : band(atlas, node.getAsInt());
  }

  private static Answer genre(Atlas atlas, int node) {
    CatalogueGraph graph = atlas.graph();
    MusicMap.Node shown = MusicMap.node(atlas, node);
    return new Answer(
        shown.id(),
        shown.kind(),
        shown.slug(),
        shown.name(),
        shown.type(),
        shown.x(),
        shown.y(),
        graph.primary(node) < 0 ? null : named(graph, graph.primary(node)),
        named(graph, graph.targets(node, EdgeKind.SUBGENRE)),
        named(graph, graph.sources(node, EdgeKind.SUBGENRE)),
        named(graph, graph.targets(node, EdgeKind.FUSION)),
        named(graph, graph.targets(node, EdgeKind.INFLUENCE)),
        named(graph, graph.sources(node, EdgeKind.FUSION)),
        named(graph, graph.sources(node, EdgeKind.INFLUENCE)),
        named(graph, graph.sources(node, EdgeKind.BAND)),
        null);
  }

  private static Answer band(Atlas atlas, int node) {
    CatalogueGraph graph = atlas.graph();
    MusicMap.Node shown = MusicMap.node(atlas, node);
    return new Answer(
        shown.id(),
        shown.kind(),
        shown.slug(),
        shown.name(),
        null,
        shown.x(),
        shown.y(),
        named(graph, graph.primary(node)),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        named(graph, graph.targets(node, EdgeKind.BAND)));
  }

  private static List<Named> named(CatalogueGraph graph, int[] nodes) {
    return Arrays.stream(nodes)
        .mapToObj(node -> named(graph, node))
        .sorted(
            Comparator.comparing(Named::name, String.CASE_INSENSITIVE_ORDER)
                .thenComparing(each -> each.id().slug()))
        .toList();
  }

  private static Named named(CatalogueGraph graph, int node) {
    return new Named(graph.id(node), graph.name(node));
  }
}
