package dev.backline.edge.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ForwardingTest {

  @TempDir static Path directory;
  private static Backend blue;
  private static EdgeProcess edge;

  @BeforeAll
  static void start() throws Exception {
    blue = Backend.start("blue");
    edge = EdgeProcess.start(directory, EdgeProcess.configServing("blue", blue.port(), "v1"));
  }

  @AfterAll
  static void stop() throws Exception {
    edge.close();
    blue.close();
  }

  @Test
  void tellsTheAppWhoAsksAndUnderWhichAddress() throws Exception {
    JsonNode seen = seen(edge, "Host: music.example:8080\r\n");
    assertThat(text(seen, "Host")).isEqualTo("music.example:8080");
    assertThat(text(seen, "X-Forwarded-For")).isEqualTo("127.0.0.1");
    assertThat(text(seen, "X-Real-IP")).isEqualTo("127.0.0.1");
    assertThat(text(seen, "X-Forwarded-Proto")).isEqualTo("http");
    assertThat(text(seen, "X-Forwarded-Host")).isEqualTo("music.example:8080");
    assertThat(text(seen, "X-Forwarded-Port")).isEqualTo("8080");
    assertThat(seen.has("X-Forwarded-Server")).isFalse();
    assertThat(text(seen(edge, "Host: music.example\r\n"), "X-Forwarded-Port")).isEqualTo("80");
  }

  @Test
  void doesNotBelieveWhatAStrangerClaims() throws Exception {
    JsonNode seen =
        seen(
            edge,
            "Host: a\r\nX-Forwarded-For: 10.0.0.1\r\nX-Real-IP: 10.0.0.1\r\n"
                + "X-Forwarded-Proto: https\r\nX-Forwarded-Host: evil\r\nX-Forwarded-Port: 1\r\n"
                + "Forwarded: for=10.0.0.1\r\nX-Forwarded-Prefix: /evil\r\n");
    assertThat(text(seen, "X-Forwarded-For")).isEqualTo("127.0.0.1");
    assertThat(text(seen, "X-Real-IP")).isEqualTo("127.0.0.1");
    assertThat(text(seen, "X-Forwarded-Proto")).isEqualTo("http");
    assertThat(text(seen, "X-Forwarded-Host")).isEqualTo("a");
    assertThat(text(seen, "X-Forwarded-Port")).isEqualTo("80");
    assertThat(seen.has("Forwarded")).isFalse();
    assertThat(seen.has("X-Forwarded-Prefix")).isFalse();
  }

  @Test
  void believesATrustedProxy(@TempDir Path other) throws Exception {
    ObjectNode config = EdgeProcess.configServing("blue", blue.port(), "v1");
    config.putArray("trustedProxies").add("127.0.0.0/8").add("10.1.0.0/16");
    try (EdgeProcess behindProxy = EdgeProcess.start(other, config)) {
      JsonNode seen =
          seen(
              behindProxy,
              "Host: a\r\nX-Forwarded-For: 6.6.6.6, 203.0.113.9, 10.1.2.3\r\n"
                  + "X-Forwarded-Proto: https\r\nX-Forwarded-Host: music.example\r\n");
      assertThat(text(seen, "X-Forwarded-For"))
          .isEqualTo("6.6.6.6, 203.0.113.9, 10.1.2.3, 127.0.0.1");
      assertThat(text(seen, "X-Real-IP")).isEqualTo("203.0.113.9");
      assertThat(text(seen, "X-Forwarded-Proto")).isEqualTo("https");
      assertThat(text(seen, "X-Forwarded-Host")).isEqualTo("music.example");
      assertThat(text(seen, "X-Forwarded-Port")).isEqualTo("443");
      assertThat(behindProxy.logLine("/headers").get("remote").asText()).isEqualTo("203.0.113.9");
    }
  }

  @Test
  void keepsHeadersOfOneHopOffTheOther() throws Exception {
    JsonNode seen =
        seen(
            edge,
            "Host: a\r\nConnection: X-Hop, Host, keep-alive\r\nX-Hop: 1\r\nKeep-Alive: 5\r\n"
                + "TE: trailers\r\nProxy-Connection: keep-alive\r\nUpgrade: h2c\r\nX-Kept: 1\r\n");
    assertThat(seen.fieldNames())
        .toIterable()
        .contains("X-Kept", "Host")
        .doesNotContain("X-Hop", "Keep-Alive", "TE", "Proxy-Connection", "Upgrade", "Connection");
    HttpResponse<String> answer = edge.get("/headers");
    assertThat(answer.headers().map().keySet())
        .map(name -> name.toLowerCase(java.util.Locale.ROOT))
        .doesNotContain("keep-alive", "x-mine", "connection", "via");
  }

  @Test
  void doesNotTellWhatServesBehindIt() throws Exception {
    assertThat(edge.get("/headers").headers().firstValue("Server")).isEmpty();
    assertThat(edge.get("/status/404").headers().firstValue("Server")).isEmpty();
  }

  @Test
  void givesEveryRequestAnId() throws Exception {
    HttpResponse<String> answer = edge.get("/headers");
    String id = answer.headers().firstValue("X-Request-Id").orElseThrow();
    assertThat(id).hasSize(36);
    assertThat(text(EdgeProcess.JSON.readTree(answer.body()), "X-Request-Id")).isEqualTo(id);
    HttpResponse<String> given = edge.get("/headers", "X-Request-Id", "from-client.1");
    assertThat(given.headers().firstValue("X-Request-Id")).contains("from-client.1");
    HttpResponse<String> bad = edge.get("/headers", "X-Request-Id", "<script>");
    assertThat(bad.headers().firstValue("X-Request-Id").orElseThrow()).hasSize(36);
  }

  @Test
  void takesTheHostFromAnAbsoluteTarget() throws Exception {
    try (RawClient client = RawClient.connect(edge.port())) {
      client.write("GET http://a.example/headers HTTP/1.1\r\nHost: a.example\r\n\r\n");
      JsonNode seen = EdgeProcess.JSON.readTree(client.read().body());
      assertThat(text(seen, "Host")).isEqualTo("a.example");
      assertThat(text(seen, "X-Forwarded-Host")).isEqualTo("a.example");
      client.write("GET http://a.example/headers HTTP/1.1\r\nHost: b.example\r\n\r\n");
      assertThat(client.read().status()).isEqualTo(400);
    }
  }

  @Test
  void waitsForTheAppBeforeItAsksForTheBody() throws Exception {
    try (RawClient client = RawClient.connect(edge.port())) {
      client.write(
          "POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
      assertThat(client.read().status()).isEqualTo(100);
      client.write("hello");
      assertThat(client.read().body()).startsWith("blue 5 ");
    }
  }

  @Test
  void passesOnEncodedPathsAndQueriesUntouched() throws Exception {
    edge.get("/status/200?a=%2F%20b&c");
    edge.get("/status/%32%30%30?x");
    assertThat(edge.logLine("/status/%32%30%30").get("status").asInt()).isEqualTo(200);
  }

  private static JsonNode seen(EdgeProcess by, String headers) throws Exception {
    try (RawClient client = RawClient.connect(by.port())) {
      client.write("GET /headers HTTP/1.1\r\n" + headers + "\r\n");
      return EdgeProcess.JSON.readTree(client.read().body());
    }
  }

  private static String text(JsonNode seen, String header) {
    return seen.path(header).asText();
  }
}
