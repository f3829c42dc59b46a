package dev.musicgraph.graph;

import dev.musicgraph.setting.Settings;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** {@code GET /api/graph}: the whole map, or the most important part of one too large to send. */
@RestController
final class GraphApi {
  private final Atlases atlases;
  private final JsonMapper json;
  private final int most;
  private final ReentrantLock making = new ReentrantLock();
  private volatile @Nullable Made last;

  GraphApi(Atlases atlases, JsonMapper json, Settings settings) {
    this.atlases = atlases;
    this.json = json;
    most = settings.graphNodes();
  }

  @GetMapping("/api/graph")
  ResponseEntity<byte[]> graph(
      @RequestHeader(name = HttpHeaders.ACCEPT_ENCODING, defaultValue = "") String encodings) {
    GraphBody body = body();
    boolean compressed = takesGzip(encodings);
    ResponseEntity.BodyBuilder answer =
        ResponseEntity.ok()
            .contentType(MediaType.APPLICATION_JSON)
            .cacheControl(CacheControl.noCache())
            .eTag(body.tag(compressed))
            .varyBy(HttpHeaders.ACCEPT_ENCODING);
    return compressed
        ? answer.header(HttpHeaders.CONTENT_ENCODING, "gzip").body(body.gzipped())
        : answer.body(body.plain());
  }

  GraphBody body() {
    Atlas atlas = atlases.current();
    Made known = last;
    if (known != null && known.atlas() == atlas) {
      return known.body();
    }
    making.lock();
    try {
      Made meanwhile = last;
      if (meanwhile != null && meanwhile.atlas() == atlas) {
        return meanwhile.body();
      }
      GraphBody body = GraphBody.of(MusicMap.whole(atlas, most), json);
      last = new Made(atlas, body);
      return body;
    } finally {
      making.unlock();
    }
  }

  /** Whether gzip is among the encodings, and not with a weight of nothing. */
  static boolean takesGzip(String encodings) {
    for (String each : encodings.toLowerCase(Locale.ROOT).split(",")) {
      String[] parts = each.strip().split("\\s*;\\s*", 2);
      if (parts[0].equals("gzip")) {
        return parts.length == 1 || !parts[1].matches("q\\s*=\\s*0(\\.0*)?");
      }
    }
    return false;
  }

  private record Made(Atlas atlas, GraphBody body) {}
}
