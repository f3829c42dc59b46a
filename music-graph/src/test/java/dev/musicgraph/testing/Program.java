package dev.musicgraph.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A program that uses the API: no cookies, perhaps a token. It fails at an answer that is not as
 * {@code openapi.json} describes it.
 */
public final class Program {
  private static final JsonMapper JSON = new JsonMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final URI address;
  private final Optional<String> token;

  public Program(URI address) {
    this(address, Optional.empty());
  }

  private Program(URI address, Optional<String> token) {
    this.address = address;
    this.token = token;
  }

  public Program with(String token) {
    return new Program(address, Optional.of(token));
  }

  public Answer get(String path, String... headers) {
    return send("GET", path, null, headers);
  }

  public Answer delete(String path, String... headers) {
    return send("DELETE", path, null, headers);
  }

  /** Sends the text as JSON. */
  public Answer post(String path, String json, String... headers) {
    return send("POST", path, HttpRequest.BodyPublishers.ofString(json), headers);
  }

  /** Sends the text as JSON. */
  public Answer put(String path, String json, String... headers) {
    return send("PUT", path, HttpRequest.BodyPublishers.ofString(json), headers);
  }

  /**
   * @param body sent as JSON unless a header says otherwise
   * @param headers names and values in turn
   */
  public Answer send(
      String method, String path, HttpRequest.BodyPublisher body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address.resolve(path))
            .timeout(Duration.ofSeconds(20))
            .method(method, body == null ? HttpRequest.BodyPublishers.noBody() : body);
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    token.ifPresent(text -> request.header("Authorization", "Bearer " + text));
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    try {
      Answer answer = new Answer(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString()));
      if (answer.header("Content-Encoding").isEmpty()) {
        Description.check(method, address.resolve(path).getRawPath(), answer);
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** What the server said. */
  public record Answer(HttpResponse<String> response) {
    public int status() {
      return response.statusCode();
    }

    public String body() {
      return response.body();
    }

    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    /** Fails unless it is JSON, and of the kind that its header says. */
    public JsonNode json() {
      if (!header("Content-Type").matches("application/(problem\\+)?json(;.*)?")) {
        throw new AssertionError("not JSON: " + this);
      }
      return JSON.readTree(body());
    }

    @Override
    public String toString() {
      return response.request().method()
          + " "
          + response.uri()
          + " answered "
          + status()
          + " "
          + response.headers().map()
          + "\n"
          + body();
    }
  }
}
