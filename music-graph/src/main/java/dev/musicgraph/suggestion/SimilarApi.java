package dev.musicgraph.suggestion;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.musicgraph.graph.Atlases;
import dev.musicgraph.graph.CatalogueGraph;
import dev.musicgraph.graph.NodeId;
import dev.musicgraph.graph.NodeKind;
import dev.musicgraph.graph.Parameters;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/similar}: genres for one who likes a genre, bands for one who likes a band. */
@RestController
final class SimilarApi {
  /**
   * @param type of a genre
   * @param score comparable within one answer only
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Result(
      NodeId id,
      NodeKind kind,
      String slug,
      String name,
      @Nullable String type,
      double score,
      List<String> reasons) {}

  /** The best ones first. */
  record Answer(List<Result> results) {}

  private final Atlases atlases;

  SimilarApi(Atlases atlases) {
    this.atlases = atlases;
  }

  @GetMapping("/api/similar")
  Answer similar(@RequestParam Map<String, String> values) {
    CatalogueGraph graph = atlases.current().graph();
    Parameters parameters = new Parameters(values);
    int node = parameters.node("node", graph);
    int limit = parameters.number("limit", 10, 1, 100);
    parameters.check();
    List<Candidates.Suggestion> best =
        graph.isGenre(node)
            ? SimilarGenres.to(graph, node, limit)
            : SimilarBands.to(graph, node, limit);
    return new Answer(best.stream().map(each -> result(graph, each)).toList());
  }

  private static Result result(CatalogueGraph graph, Candidates.Suggestion suggestion) {
    int node = suggestion.node();
    NodeId id = graph.id(node);
    return new Result(
        id,
        id.kind(),
        id.slug(),
        graph.name(node),
        graph.isGenre(node) ? graph.type(node).word() : null,
        suggestion.score(),
        suggestion.reasons().stream().map(Reason::words).toList());
  }
}
