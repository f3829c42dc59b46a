package dev.backline.edge.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class MisbehavingAppTest {

  @TempDir Path directory;
  private AutoCloseable app = () -> {};
  private AutoCloseable edgeToClose = () -> {};

  @AfterEach
  void stop() throws Exception {
    edgeToClose.close();
    app.close();
  }

  /** The app hangs up exactly when the next request arrives: too late for the edge to notice. */
  @Test
  void repeatsAGetThatMetAConnectionTheAppWasClosing() throws Exception {
    RawBackend backend =
        RawBackend.start((connection, number) -> {
          connection.readHeader();
          connection.answer("first on " + number);
          connection.readHeader();
        });
    EdgeProcess edge = start(backend);
    assertThat(edge.get("/a").body()).isEqualTo("first on 1");
    for (int i = 2; i <= 20; i++) {
      HttpResponse<String> answer = edge.get("/b");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("first on " + i);
    }
    assertThat(edge.stats(20).at("/releases/0/failedByEdge").asInt()).isZero();
  }

  @Test
  void noticesConnectionsThatTheAppClosedWhileIdle() throws Exception {
    RawBackend backend =
        RawBackend.start((connection, number) -> {
          connection.readHeader();
          connection.answer("only one");
        });
    EdgeProcess edge = start(backend);
    for (int i = 0; i < 50; i++) {
      assertThat(edge.get("/a").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void sendsAPostOnAConnectionOfItsOwnAndNeverTwice() throws Exception {
    RawBackend backend =
        RawBackend.start((connection, number) -> {
          String header = connection.readHeader();
          if (header.startsWith("GET")) {
            connection.answer("kept open");
            connection.awaitEnd();
          }
        });
    EdgeProcess edge = start(backend);
    assertThat(edge.get("/a").statusCode()).isEqualTo(200);
    HttpResponse<String> answer =
        edge.send(
            HttpRequest.newBuilder(edge.uri("/pay"))
                .POST(HttpRequest.BodyPublishers.ofString("10")));
    assertThat(answer.statusCode()).isEqualTo(502);
    assertThat(backend.requests()).containsExactly("GET /a HTTP/1.1", "POST /pay HTTP/1.1");
    assertThat(backend.connections()).isEqualTo(2);
  }

  @Test
  void givesUpOnAGetAfterTheSecondAttempt() throws Exception {
    RawBackend backend = RawBackend.start((connection, number) -> connection.readHeader());
    EdgeProcess edge = start(backend);
    HttpResponse<String> answer = edge.get("/a");
    assertThat(answer.statusCode()).isEqualTo(502);
    assertThat(answer.body()).contains("closed the connection before it answered");
    assertThat(backend.connections()).isEqualTo(2);
    JsonNode line = edge.logLine("/a");
    assertThat(line.get("failedBy").asText()).isEqualTo("edge");
    assertThat(line.get("upstreamMs").isNull()).isTrue();
  }

  @Test
  void breaksOffWhenTheAppBreaksOffInsteadOfPretendingACompleteAnswer() throws Exception {
    RawBackend backend =
        RawBackend.start((connection, number) -> {
          connection.readHeader();
          connection.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
          Thread.sleep(200);
        });
    EdgeProcess edge = start(backend);
    assertThatThrownBy(() -> edge.get("/half")).isInstanceOf(IOException.class);
    JsonNode line = edge.logLine("/half");
    assertThat(line.get("failedBy").asText()).isEqualTo("app");
    assertThat(line.get("status").asInt()).isEqualTo(200);
    assertThat(line.has("aborted")).isFalse();
    assertThat(backend.connections()).isEqualTo(1);
  }

  @Test
  void passesOnAnAnswerThatCameBeforeTheUploadWasTaken() throws Exception {
    RawBackend backend =
        RawBackend.start((connection, number) -> {
          connection.readHeader();
          connection.write(
              "HTTP/1.1 413 Too Large\r\nContent-Length: 4\r\nConnection: close\r\n\r\nnope");
          Thread.sleep(300);
        });
    EdgeProcess edge = start(backend);
    byte[] piece = new byte[1 << 20];
    try (RawClient client = RawClient.connect(edge.port())) {
      client.write("POST /up HTTP/1.1\r\nHost: a\r\nContent-Length: " + (30 << 20) + "\r\n\r\n");
      for (int i = 0; i < 30; i++) {
        client.write(piece);
        Thread.sleep(20);
      }
      RawClient.Answer answer = client.read();
      assertThat(answer.status()).isEqualTo(413);
      assertThat(answer.body()).isEqualTo("nope");
    }
    assertThat(edge.logLine("/up").get("failedBy").asText()).isEqualTo("none");
  }

  @Test
  void refusesAnInterimAnswerInsteadOfTakingItForTheFinalOne() throws Exception {
    RawBackend backend =
        RawBackend.start((connection, number) -> {
          connection.readHeader();
          connection.write("HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n");
          connection.answer("final");
          connection.awaitEnd();
        });
    EdgeProcess edge = start(backend);
    HttpResponse<String> answer = edge.get("/a");
    assertThat(answer.statusCode()).isEqualTo(502);
    assertThat(answer.body()).contains("interim answer");
  }

  @Test
  void tellsAnAbortedRequestFromAFailedOne() throws Exception {
    RawBackend backend =
        RawBackend.start((connection, number) -> {
          connection.readHeader();
          connection.write("HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n");
          while (true) {
            connection.write("x".repeat(100_000));
          }
        });
    EdgeProcess edge = start(backend);
    try (RawClient client = RawClient.connect(edge.port())) {
      client.write("GET /big HTTP/1.1\r\nHost: a\r\n\r\n");
      Await.until("the answer to be under way", () -> edge.inFlight("blue") == 1);
    }
    JsonNode line = edge.logLine("/big");
    assertThat(line.get("aborted").asBoolean()).isTrue();
    assertThat(line.get("failedBy").asText()).isEqualTo("none");
  }

  private EdgeProcess start(RawBackend backend) throws Exception {
    app = backend;
    EdgeProcess edge =
        EdgeProcess.start(directory, EdgeProcess.configServing("blue", backend.port(), "v1"));
    edgeToClose = edge;
    return edge;
  }
}
