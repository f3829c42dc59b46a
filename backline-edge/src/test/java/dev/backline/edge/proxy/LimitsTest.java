package dev.backline.edge.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backline.testing.FreePort;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class LimitsTest {

  @TempDir static Path directory;
  private static Backend blue;
  private static EdgeProcess edge;

  @BeforeAll
  static void start() throws Exception {
    blue = Backend.start("blue");
    ObjectNode config = EdgeProcess.configServing("blue", blue.port(), "v1");
    ((ObjectNode) config.get("limits"))
        .put("maxBodyBytes", 1_000_000)
        .put("maxHeaderBytes", 8_192)
        .put("requestTimeoutMillis", 2_000)
        .put("clientIdleMillis", 2_000)
        .put("webSocketIdleMillis", 2_000)
        .put("transferIdleMillis", 3_000);
    edge = EdgeProcess.start(directory, config);
  }

  @AfterAll
  static void stop() throws Exception {
    edge.close();
    blue.close();
  }

  @Test
  void refusesABodyThatSaysItIsTooLarge() throws Exception {
    HttpResponse<String> answer =
        edge.send(
            HttpRequest.newBuilder(edge.uri("/upload"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[1_000_001])));
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.headers().firstValue("Connection")).contains("close");
  }

  @Test
  void readsOnUntilTheClientHasSentWhatWasRefused() throws Exception {
    try (RawClient client = RawClient.connect(edge.port())) {
      client.write("POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 1500000\r\n\r\n");
      assertThat(client.read().status()).isEqualTo(413);
      for (int i = 0; i < 15; i++) {
        client.write("x".repeat(100_000));
      }
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @Test
  void refusesAChunkedBodyThatTurnsOutTooLarge() throws Exception {
    try (RawClient client = RawClient.connect(edge.port())) {
      client.write("POST /upload HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
      String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
      for (int i = 0; i < 20; i++) {
        client.write(chunk);
      }
      client.write("0\r\n\r\n");
      assertThat(client.read().status()).isEqualTo(413);
    }
  }

  @Test
  void takesABodyOfExactlyTheLimit() throws Exception {
    HttpResponse<String> answer =
        edge.send(
            HttpRequest.newBuilder(edge.uri("/upload"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[1_000_000])));
    assertThat(answer.body()).startsWith("blue 1000000 ");
  }

  @Test
  void refusesAHugeHeader() throws Exception {
    try (RawClient client = RawClient.connect(edge.port())) {
      client.write("GET /hello HTTP/1.1\r\nHost: a\r\nX-Big: " + "x".repeat(9_000) + "\r\n\r\n");
      assertThat(client.read().status()).isEqualTo(400);
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @Test
  void answersForAnAppThatTakesTooLong() throws Exception {
    HttpResponse<String> answer = edge.get("/slow?ms=8000");
    assertThat(answer.statusCode()).isEqualTo(504);
    assertThat(answer.body()).contains("did not answer in time");
    JsonNode line = edge.logLine("/slow");
    assertThat(line.get("failedBy").asText()).isEqualTo("edge");
    assertThat(line.get("durationMs").asDouble()).isBetween(1_900.0, 7_500.0);
    assertThat(edge.get("/hello").statusCode()).isEqualTo(200);
  }

  @Test
  void doesNotCountASlowUploadAsASlowAnswer() throws Exception {
    try (RawClient client = RawClient.connect(edge.port())) {
      client.write("POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 20\r\n\r\n");
      for (int i = 0; i < 10; i++) {
        client.write("xx");
        Thread.sleep(300);
      }
      assertThat(client.read().body()).startsWith("blue 20 ");
    }
  }

  @Test
  void doesNotCutAnAnswerThatHasBegunInTime() throws Exception {
    assertThat(edge.get("/trickle?ms=4000").body()).endsWith("blue9;");
  }

  @Test
  void cutsOffAnUploadThatStandsStill() throws Exception {
    try (RawClient client = RawClient.connect(edge.port())) {
      client.write("POST /upload?stalled HTTP/1.1\r\nHost: a\r\nContent-Length: 20\r\n\r\nxx");
      Await.until("the upload to be under way", () -> edge.inFlight("blue") == 1);
      Await.until("the upload to be cut off", () -> edge.inFlight("blue") == 0);
    }
  }

  @Test
  void cutsOffAnAnswerThatNobodyTakes() throws Exception {
    try (RawClient client = RawClient.connect(edge.port())) {
      client.write("GET /big HTTP/1.1\r\nHost: a\r\n\r\n");
      Await.until("the answer to be under way", () -> edge.inFlight("blue") == 1);
      Await.until("the answer to be cut off", () -> edge.inFlight("blue") == 0);
    }
    assertThat(edge.logLine("/big").get("aborted").asBoolean()).isTrue();
  }

  @Test
  void closesAWebSocketThatIsSilent() throws Exception {
    try (RawClient client = RawClient.connect(edge.port())) {
      client.write(
          "GET /ws HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
              + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n");
      assertThat(client.read().status()).isEqualTo(101);
      Await.until("the WebSocket to be counted", () -> edge.webSockets("blue") == 1);
      assertThat(client.isClosedByServer()).isTrue();
      Await.until("the WebSocket to be gone", () -> edge.webSockets("blue") == 0);
    }
  }

  @Test
  void closesAnIdleClientConnection() throws Exception {
    try (RawClient client = RawClient.connect(edge.port())) {
      assertThat(client.get("/hello").status()).isEqualTo(200);
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 4\r\nTransfer-Encoding: chunked",
        "Content-Length: 4\r\nContent-Length: 5",
        "Content-Length: 4\r\nContent-Length: 4",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
        "Transfer-Encoding: gzip, chunked",
        "Transfer-Encoding: identity",
        "Transfer-Encoding: xchunked",
        "Content-Length: +4",
        "Content-Length: -1",
        "Host: b\r\nContent-Length: 0"
      })
  void refusesARequestWhoseEndTheAppMightSeeElsewhere(String headers) throws Exception {
    try (RawClient client = RawClient.connect(edge.port())) {
      client.write(
          "POST /upload HTTP/1.1\r\nHost: a\r\n"
              + headers
              + "\r\n\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(client.read().status()).isEqualTo(400);
      assertThat(client.isClosedByServer()).isTrue();
    }
    assertThat(edge.accessLog()).noneMatch(line -> line.path("path").asText().equals("/smuggled"));
  }

  @Test
  void doesNotTunnel() throws Exception {
    try (RawClient client = RawClient.connect(edge.port())) {
      client.write("CONNECT 127.0.0.1:22 HTTP/1.1\r\nHost: 127.0.0.1:22\r\n\r\n");
      assertThat(client.read().status()).isEqualTo(400);
    }
  }

  @Test
  void tellsARefusedConnectionAsJsonWhereJsonIsWanted(@TempDir Path other) throws Exception {
    int closedPort = FreePort.any();
    try (EdgeProcess lonely =
        EdgeProcess.start(other, EdgeProcess.configServing("blue", closedPort, "v1"))) {
      HttpResponse<String> json = lonely.get("/x", "Accept", "application/json");
      assertThat(json.statusCode()).isEqualTo(502);
      JsonNode body = EdgeProcess.JSON.readTree(json.body());
      assertThat(body.get("status").asInt()).isEqualTo(502);
      assertThat(body.get("requestId").asText())
          .isEqualTo(json.headers().firstValue("X-Request-Id").orElseThrow());
      HttpResponse<String> html = lonely.get("/x", "Accept", "text/html,*/*;q=0.8");
      assertThat(html.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
      assertThat(html.body())
          .contains("did not accept the connection")
          .doesNotContain(String.valueOf(closedPort), "Exception", "127.0.0.1");
      HttpResponse<String> post =
          lonely.send(
              HttpRequest.newBuilder(lonely.uri("/x"))
                  .POST(HttpRequest.BodyPublishers.ofString("body")));
      assertThat(post.statusCode()).isEqualTo(502);
    }
  }
}
