package dev.backline.registry;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Map;

/**
 * A request that can be sent again.
 *
 * @param timeout until the answer, with the time that it takes to send the body
 */
record RegistryRequest(
    String method, URI uri, Map<String, String> headers, BodyPublisher body, Duration timeout) {

  private static final Duration ANSWER = Duration.ofSeconds(30);

  /** Slower than that, a line is no way to bring images anywhere. */
  private static final long BYTES_PER_SECOND = 50_000;

  RegistryRequest {
    headers = Map.copyOf(headers);
  }

  static RegistryRequest of(String method, URI uri) {
    return new RegistryRequest(method, uri, Map.of(), BodyPublishers.noBody(), ANSWER);
  }

  RegistryRequest accepting(String mediaTypes) {
    return new RegistryRequest(method, uri, Map.of("Accept", mediaTypes), body, timeout);
  }

  RegistryRequest sending(String mediaType, BodyPublisher content) {
    Duration time = ANSWER.plusSeconds(content.contentLength() / BYTES_PER_SECOND);
    return new RegistryRequest(method, uri, Map.of("Content-Type", mediaType), content, time);
  }

  HttpRequest.Builder builder() {
    HttpRequest.Builder builder = HttpRequest.newBuilder(uri).method(method, body).timeout(timeout);
    headers.forEach(builder::setHeader);
    return builder;
  }
}
