package dev.musicgraph.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.musicgraph.Commands;
import dev.musicgraph.testing.Browser;
import dev.musicgraph.testing.Program;
import dev.musicgraph.testing.TestApp;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may do what through the API, and what those hear who may not. */
class ApiAccessTest {
  private final TestApp app = TestApp.shared();
  private final Program anybody = new Program(app.address());

  @ParameterizedTest
  @CsvSource({
    "POST, /api/genres",
    "PUT, /api/genres/rock",
    "DELETE, /api/genres/rock",
    "POST, /api/bands",
    "PUT, /api/bands/pulp",
    "DELETE, /api/bands/pulp",
    "PATCH, /api/genres/rock",
    "POST, /api/version",
    "POST, /api/nothing",
  })
  void writingNeedsAToken(String method, String path) {
    Program.Answer answer =
        anybody.send(method, path, HttpRequest.BodyPublishers.ofString("{}"), "If-Match", "*");

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"Music Graph\"");
    assertThat(answer.json().get("detail").asString()).contains("Authorization: Bearer TOKEN");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "wrong",
        "mgt_0000000000000000000000000000000000000000000000",
        "mgt_\u00e9",
      })
  void aWrongTokenIsRefusedEvenForReading(String token) {
    Program.Answer answer = anybody.with(token).get("/api/version");

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("WWW-Authenticate")).contains("error=\"invalid_token\"");
    assertThat(answer.body()).doesNotContain(token);
  }

  /** As a page on another site would try it, and even as one of this site's own would. */
  @Test
  void aLoginDoesNotCountForWriting() {
    Browser ada = app.browserOf("ada");
    String csrf = ada.get("/").html().select("header input[name=_csrf]").val();

    assertThat(ada.post("/api/bands", "id", "forged").status()).isEqualTo(401);
    assertThat(ada.post("/api/bands", "id", "forged", "_csrf", csrf).status()).isEqualTo(401);
  }

  @Test
  void aTokenMakesNoSession() {
    Program.Answer answer = anybody.with(app.token()).post("/api/version", "{}");

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("Allow")).contains("GET");
    assertThat(answer.response().headers().allValues("Set-Cookie")).isEmpty();
  }

  @Test
  void aTokenOfSomebodyWhoIsNoAdministratorAnyMoreIsRefused() {
    Map<String, String> environment = Map.of("DATABASE_URL", app.databaseUrl());
    Commands.run(environment, "make-admin", "demoted").mustBeDone();
    String token = Commands.run(environment, "token", "create", "demoted", "x").out().strip();
    assertThat(anybody.with(token).post("/api/nothing", "{}").status()).isEqualTo(404);

    Commands.run(environment, "make-admin", "--remove", "demoted").mustBeDone();

    assertThat(anybody.with(token).post("/api/nothing", "{}").status()).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /api/nothing, 404",
    "GET, /api/, 404",
    "GET, /api/genres/rock/x, 404",
    "GET, /api/genres/%2F, 400",
    "GET, /api/genres/..%5Cx, 400",
    "GET, /api/genres;x=y, 400",
    "GET, /api/%00, 400",
    "POST, /api/version, 405",
    "DELETE, /api/nothing, 404",
    "TRACE, /api/version, 405",
    "FOO, /api/version, 400",
  })
  void everyRefusalIsAProblemDocument(String method, String path, int status) {
    Program.Answer answer =
        anybody
            .with(app.token())
            .send(method, path, HttpRequest.BodyPublishers.noBody(), "Accept", "text/html");

    assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.header("Cache-Control")).contains("no-store");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.json().get("status").asInt()).isEqualTo(status);
    assertThat(answer.json().get("title").asString()).isNotEmpty();
    assertThat(answer.json().get("detail").asString()).isNotEmpty();
    assertThat(answer.json().get("problems").isArray()).isTrue();
    assertThat(answer.body()).doesNotContain("Exception", "springframework");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /api/genres?q=[<\\] HTTP/1.1",
        "GET /api/<x> HTTP/1.1",
        "GET /api/genres?q=%zz HTTP/1.1"
      })
  void aRequestThatIsNoHttpIsAnsweredWithoutAPageAndWithoutAnException(String line)
      throws IOException {
    try (Socket socket = new Socket(app.address().getHost(), app.address().getPort())) {
      socket.setSoTimeout(10_000);
      String request = line + "\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));

      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(answer)
          .startsWith("HTTP/1.1 400")
          .doesNotContain("html", "Exception", "Invalid character");
    }
  }

  /** Reading needs no login, and other sites' scripts can ask through their own servers. */
  @Test
  void otherSitesScriptsMayNotRead() {
    Program.Answer answer = anybody.get("/api/version", "Origin", "https://example.org");

    assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
  }
}
