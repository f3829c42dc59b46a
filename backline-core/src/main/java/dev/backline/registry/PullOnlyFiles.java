package dev.backline.registry;

import com.sun.net.httpserver.HttpExchange;
import dev.backline.artifact.image.Descriptor;
import dev.backline.artifact.image.ImageManifest;
import dev.backline.artifact.image.ImageStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What the registry answers to a path. */
record PullOnlyFiles(ImageStore store, ImageManifest image, String repository) {

  private static final int NO_BODY = -1;

  void answer(HttpExchange exchange) throws IOException {
    String method = exchange.getRequestMethod();
    String path = exchange.getRequestURI().getPath();
    if (!method.equals("GET") && !method.equals("HEAD")) {
      exchange.getResponseHeaders().set("Allow", "GET, HEAD");
      exchange.sendResponseHeaders(405, NO_BODY);
    } else if (path.equals("/v2/")) {
      exchange.sendResponseHeaders(200, NO_BODY);
    } else if (path.equals("/v2/" + repository + "/manifests/" + image.digest())) {
      send(exchange, image.self(), new ByteArrayInputStream(image.bytes()));
    } else {
      Optional<Descriptor> part =
          image.parts().stream()
              .filter(one -> path.equals("/v2/" + repository + "/blobs/" + one.digest()))
              .findFirst();
      Optional<Path> file = part.flatMap(store::blob);
      if (part.isPresent() && file.isPresent()) {
        send(exchange, part.get(), Files.newInputStream(file.get()));
      } else {
        exchange.sendResponseHeaders(404, NO_BODY);
      }
    }
  }

  private static void send(HttpExchange exchange, Descriptor what, InputStream content)
      throws IOException {
    try (content) {
      ByteRange range = ByteRange.read(exchange.getRequestHeaders().getFirst("Range"), what.size());
      var headers = exchange.getResponseHeaders();
      headers.set("Content-Type", what.mediaType());
      headers.set("Docker-Content-Digest", what.digest());
      headers.set("Accept-Ranges", "bytes");
      if (range.isPart()) {
        headers.set("Content-Range", range.header());
      }
      int status = range.isPart() ? 206 : 200;
      if (exchange.getRequestMethod().equals("HEAD")) {
        headers.set("Content-Length", Long.toString(range.length()));
        exchange.sendResponseHeaders(status, NO_BODY);
        return;
      }
      // 0 would mean a body of unknown length here.
      exchange.sendResponseHeaders(status, range.length() == 0 ? NO_BODY : range.length());
      content.skipNBytes(range.first());
      range.copy(content, exchange.getResponseBody());
    }
  }
}
