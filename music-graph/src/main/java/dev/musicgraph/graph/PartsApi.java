package dev.musicgraph.graph;

import dev.musicgraph.api.ApiProblem;
import dev.musicgraph.setting.Settings;
import java.util.Map;
import java.util.Set;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Parts of the map: what is round a node, on the way between two, or in view. */
@RestController
final class PartsApi {
  private static final int MOST_AROUND = 2_000;
  private static final int DEEPEST = 4;

  private final Atlases atlases;
  private final int most;

  PartsApi(Atlases atlases, Settings settings) {
    this.atlases = atlases;
    most = Math.max(1, settings.graphNodes());
  }

  @GetMapping("/api/ego")
  MusicMap ego(@RequestParam Map<String, String> values) {
    Atlas atlas = atlases.current();
    Parameters parameters = new Parameters(values);
    int node = parameters.node("node", atlas.graph());
    int depth = parameters.number("depth", 1, 1, DEEPEST);
    Set<EdgeKind> kinds = parameters.kinds();
    parameters.check();
    Neighbourhood around = Neighbourhood.of(atlas.graph(), node, depth, kinds, MOST_AROUND);
    Boolean partial = around.nodes().length < around.total() ? true : null;
    return MusicMap.part(
        atlas, around.nodes(), kinds, partial, partial == null ? null : around.total());
  }

  @GetMapping("/api/path")
  MusicMap path(@RequestParam Map<String, String> values) {
    Atlas atlas = atlases.current();
    Parameters parameters = new Parameters(values);
    int from = parameters.node("from", atlas.graph());
    int to = parameters.node("to", atlas.graph());
    Set<EdgeKind> kinds = parameters.kinds();
    parameters.check();
    int[] way = ShortestPath.between(atlas.graph(), from, to, kinds);
    if (way.length == 0) {
      throw ApiProblem.notFound(
          "No path of these kinds leads from "
              + atlas.graph().name(from)
              + " to "
              + atlas.graph().name(to)
              + ".");
    }
    return MusicMap.part(atlas, way, kinds, null, null);
  }

  @GetMapping("/api/viewport")
  MusicMap viewport(@RequestParam Map<String, String> values) {
    Parameters parameters = new Parameters(values);
    Viewport view =
        new Viewport(
            parameters.coordinate("minX"),
            parameters.coordinate("minY"),
            parameters.coordinate("maxX"),
            parameters.coordinate("maxY"));
    int limit = parameters.number("limit", Math.min(MOST_AROUND, most), 1, most);
    if (view.minX() > view.maxX()) {
      parameters.problem("minX", "minX must not be greater than maxX.");
    }
    if (view.minY() > view.maxY()) {
      parameters.problem("minY", "minY must not be greater than maxY.");
    }
    parameters.check();
    return view.of(atlases.current(), limit);
  }
}
