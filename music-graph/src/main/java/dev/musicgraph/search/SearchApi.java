package dev.musicgraph.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.musicgraph.catalogue.Naming;
import dev.musicgraph.graph.Atlas;
import dev.musicgraph.graph.Atlases;
import dev.musicgraph.graph.NodeId;
import dev.musicgraph.graph.NodeKind;
import dev.musicgraph.graph.Parameters;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/search}. */
@RestController
final class SearchApi {
  /**
   * @param type of a genre
   * @param score from 0 to 1; 1 if the name is what was asked for
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Result(
      NodeId id,
      NodeKind kind,
      String slug,
      String name,
      @Nullable String type,
      int x,
      int y,
      double score) {}

  /** The best ones first. */
  record Answer(List<Result> results) {}

  private final NameSearch search;
  private final Atlases atlases;

  SearchApi(NameSearch search, Atlases atlases) {
    this.search = search;
    this.atlases = atlases;
  }

  @GetMapping("/api/search")
  Answer search(@RequestParam Map<String, String> values) {
    Parameters parameters = new Parameters(values);
    String text = parameters.required("q").orElse("");
    int limit = parameters.number("limit", 10, 1, 100);
    if (!text.isEmpty()) {
      Naming.ofName(text).ifPresent(problem -> parameters.problem("q", problem.message()));
    }
    parameters.check();
    List<NameSearch.Hit> hits = search.find(text, limit);
    Atlas atlas = atlases.current();
    return new Answer(hits.stream().flatMap(hit -> result(atlas, hit)).toList());
  }

  /** Nothing for what was deleted or added between the search and the look at the map. */
  private static Stream<Result> result(Atlas atlas, NameSearch.Hit hit) {
    OptionalInt node = atlas.graph().find(hit.id());
    return node.stream()
        .mapToObj(at ->
            new Result(
                hit.id(),
                hit.id().kind(),
                hit.id().slug(),
                atlas.graph().name(at),
                atlas.graph().isGenre(at) ? atlas.graph().type(at).word() : null,
                atlas.x(at),
                atlas.y(at),
                hit.score()));
  }
}
