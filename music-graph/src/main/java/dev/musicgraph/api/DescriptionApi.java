package dev.musicgraph.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.DigestUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/** {@code GET /api/openapi.json}: the API in OpenAPI 3.1, kept by hand and held true by tests. */
@RestController
final class DescriptionApi {
  private final byte[] document = read();

  /** The document's bytes. */
  static byte[] read() {
    try (InputStream file =
        Objects.requireNonNull(DescriptionApi.class.getResourceAsStream("/openapi.json"))) {
      return file.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("openapi.json can't be read", e);
    }
  }

  @GetMapping("/api/openapi.json")
  @Nullable ResponseEntity<byte[]> description(WebRequest request) {
    String tag = "W/\"" + DigestUtils.md5DigestAsHex(document) + '"';
    if (request.checkNotModified(tag)) {
      return null;
    }
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .cacheControl(CacheControl.noCache())
        .eTag(tag)
        .body(document);
  }
}
