package dev.musicgraph.graph;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * The page that people open: the map, drawn by {@code src/main/web/map} from {@code /api/graph}.
 */
@Controller
final class GraphPage {
  @GetMapping("/")
  String show() {
    return "map";
  }
}
