package dev.musicgraph.export;

import dev.musicgraph.api.ListTag;
import dev.musicgraph.graph.Atlas;
import dev.musicgraph.graph.Atlases;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;
import tools.jackson.databind.json.JsonMapper;

/** {@code GET /api/export/graph.json}, {@code .graphml} and {@code .gexf}. */
@RestController
final class ExportApi {
  private final Atlases atlases;
  private final ListTag tags;
  private final JsonMapper json;

  ExportApi(Atlases atlases, ListTag tags, JsonMapper json) {
    this.atlases = atlases;
    this.tags = tags;
    this.json = json;
  }

  @GetMapping("/api/export/graph.json")
  void json(WebRequest request, HttpServletResponse response) throws IOException {
    send(
        "json",
        "application/json",
        request,
        response,
        out -> new JsonWriter(json.createGenerator(out)));
  }

  @GetMapping("/api/export/graph.graphml")
  void graphml(WebRequest request, HttpServletResponse response) throws IOException {
    send("graphml", "application/graphml+xml", request, response, GraphmlWriter::new);
  }

  @GetMapping("/api/export/graph.gexf")
  void gexf(WebRequest request, HttpServletResponse response) throws IOException {
    send("gexf", "application/gexf+xml", request, response, GexfWriter::new);
  }

  private interface Format {
    GraphWriter to(Writer out);
  }

  private void send(
      String ending, String type, WebRequest request, HttpServletResponse response, Format format)
      throws IOException {
    Atlas atlas = atlases.current();
    response.setHeader("Cache-Control", "no-cache");
    // Places may be worked out anew while the catalogue stays.
    if (request.checkNotModified(
        tags.of(atlas.revisions().catalogue() + "." + atlas.revisions().places()))) {
      return;
    }
    response.setContentType(type + (ending.equals("json") ? "" : ";charset=UTF-8"));
    response.setHeader("Content-Disposition", "attachment; filename=\"music-graph." + ending + '"');
    Writer out =
        new BufferedWriter(
            new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8));
    GraphExport.write(atlas, format.to(out));
    out.flush();
  }
}
