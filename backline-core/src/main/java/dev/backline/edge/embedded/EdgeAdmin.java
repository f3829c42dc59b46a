package dev.backline.edge.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backline.failure.Failure;
import dev.backline.host.Fence;
import dev.backline.host.StaleFence;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Speaks to a running edge on its admin port. Each request is given 5 s. */
record EdgeAdmin(HttpClient client, int port, String token) {

  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  JsonNode get(String path) throws IOException, InterruptedException {
    return send(request(path).GET().build(), new Fence(0));
  }

  /**
   * Sends a change.
   *
   * @throws StaleFence if the edge has seen a higher token
   * @throws IOException if no answer came: the edge may or may not have done it
   */
  JsonNode post(String path, ObjectNode body, Fence fence)
      throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build(),
        fence);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(TIMEOUT)
        .header("Authorization", "Bearer " + token);
  }

  private JsonNode send(HttpRequest request, Fence fence) throws IOException, InterruptedException {
    HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
    JsonNode answer = EdgeJson.parse(response.body());
    int status = response.statusCode();
    if (status >= 200 && status < 300) {
      return answer;
    }
    String tried = "telling the edge " + request.uri().getPath();
    if (status == 409) {
      throw new StaleFence(tried, fence, new Fence(answer.path("highest").longValue()));
    }
    throw Failure.undone(
            tried,
            "it answered " + status + ": " + answer.path("message").asText("nothing"),
            "read its log; if it says nothing of this, restart the edge")
        .toException();
  }

  @Override
  public String toString() {
    return "edge admin on port " + port;
  }
}
