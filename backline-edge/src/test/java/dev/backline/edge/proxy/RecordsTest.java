package dev.backline.edge.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the edge keeps about requests: the access log and the statistics. */
@Timeout(60)
class RecordsTest {

  @TempDir Path directory;
  private Backend blue;
  private EdgeProcess edge;

  @BeforeEach
  void start() throws Exception {
    blue = Backend.start("blue");
    edge = EdgeProcess.start(directory, EdgeProcess.configServing("blue", blue.port(), "v1"));
  }

  @AfterEach
  void stop() throws Exception {
    edge.close();
    blue.close();
  }

  @Test
  void writesALineWithEverythingAboutARequest() throws Exception {
    edge.get("/hello?secret=1", "X-Request-Id", "me");
    JsonNode line = edge.logLine("/hello");
    assertThat(line.fieldNames())
        .toIterable()
        .containsExactly(
            "time",
            "requestId",
            "remote",
            "method",
            "path",
            "status",
            "bytes",
            "durationMs",
            "slot",
            "release",
            "upstreamMs",
            "failedBy");
    assertThat(line.get("requestId").asText()).isEqualTo("me");
    assertThat(line.get("remote").asText()).isEqualTo("127.0.0.1");
    assertThat(line.get("method").asText()).isEqualTo("GET");
    assertThat(line.get("status").asInt()).isEqualTo(200);
    assertThat(line.get("bytes").asInt()).isEqualTo(4);
    assertThat(line.get("slot").asText()).isEqualTo("blue");
    assertThat(line.get("release").asText()).isEqualTo("v1");
    assertThat(line.get("failedBy").asText()).isEqualTo("none");
    assertThat(line.get("durationMs").asDouble())
        .isGreaterThanOrEqualTo(line.get("upstreamMs").asDouble())
        .isPositive();
    assertThat(Files.readString(directory.resolve("access.log"))).doesNotContain("secret");
  }

  @Test
  void opensTheLogAnewWhenItWasMovedAway() throws Exception {
    edge.get("/status/201");
    edge.logLine("/status/201");
    Files.move(directory.resolve("access.log"), directory.resolve("moved"));
    edge.get("/status/202");
    assertThat(edge.logLine("/status/202").get("status").asInt()).isEqualTo(202);
    assertThat(Files.readAllLines(directory.resolve("moved"))).hasSize(1);
  }

  @Test
  void countsTheAppsFailuresApartFromItsOwn() throws Exception {
    edge.get("/hello");
    edge.get("/status/500");
    edge.get("/status/503");
    edge.get("/status/404");
    edge.send(
        HttpRequest.newBuilder(edge.uri("/upload"))
            .POST(HttpRequest.BodyPublishers.ofString("12345")));
    blue.close();
    edge.get("/hello");
    JsonNode stats = edge.stats(6).at("/releases/0");
    assertThat(stats.get("release").asText()).isEqualTo("v1");
    assertThat(stats.get("requests").asInt()).isEqualTo(6);
    assertThat(stats.at("/status/2xx").asInt()).isEqualTo(2);
    assertThat(stats.at("/status/4xx").asInt()).isEqualTo(1);
    assertThat(stats.at("/status/5xx").asInt()).isEqualTo(3);
    assertThat(stats.get("failedByApp").asInt()).isEqualTo(2);
    assertThat(stats.get("failedByEdge").asInt()).isEqualTo(1);
    assertThat(stats.get("bytesIn").asInt()).isEqualTo(5);
    assertThat(stats.at("/latencyMillis/p99").asDouble())
        .isPositive()
        .isLessThanOrEqualTo(stats.at("/latencyMillis/max").asDouble());
    assertThat(edge.logLine("/status/500").get("failedBy").asText()).isEqualTo("app");
  }

  @Test
  void cutsAWatchWindowOutByTime() throws Exception {
    edge.get("/hello");
    long first = edge.stats(1).get("now").asLong();
    Await.until("the next second", () -> System.currentTimeMillis() / 1000 > first / 1000);
    edge.switchTo("green", blue.port(), "v2", 1);
    edge.get("/hello");
    edge.stats(2);
    JsonNode window = edge.ask("/stats?since=" + (first + 1_000));
    assertThat(window.get("releases")).hasSize(1);
    assertThat(window.at("/releases/0/release").asText()).isEqualTo("v2");
    assertThat(edge.ask("/stats?since=" + (first - 5_000)).get("releases")).hasSize(2);
  }

  @Test
  void recordsRequestsWithoutARelease() throws Exception {
    edge.admin("POST", "/switch", "{\"slot\":\"none\",\"fence\":1}");
    edge.get("/nowhere");
    JsonNode line = edge.logLine("/nowhere");
    assertThat(line.get("slot").asText()).isEqualTo("none");
    assertThat(line.get("release").isNull()).isTrue();
    assertThat(line.get("failedBy").asText()).isEqualTo("edge");
    assertThat(edge.stats(1).at("/releases/0/release").isNull()).isTrue();
  }
}
