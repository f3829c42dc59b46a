package dev.backline.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** An environment's site, looked at from outside. */
record Site(URI address) {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int OK = 200;

  /** The version that it says it is. */
  String version() throws InterruptedException {
    return get("/api/version").path("version").asText();
  }

  boolean hasBand(String id) throws InterruptedException {
    return get("/api/bands/" + id).path("id").asText().equals(id);
  }

  /** Whether its start page is there. */
  boolean serves() throws InterruptedException {
    try {
      return ask("/").statusCode() == OK;
    } catch (IOException e) {
      return false;
    }
  }

  private JsonNode get(String path) throws InterruptedException {
    try {
      return JSON.readTree(ask(path).body());
    } catch (IOException e) {
      return JSON.createObjectNode().put("version", "no answer: " + e.getMessage());
    }
  }

  private HttpResponse<String> ask(String path) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      return client.send(
          HttpRequest.newBuilder(address.resolve(path)).timeout(PATIENCE).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }
}
