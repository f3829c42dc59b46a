package dev.backline.edge.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SwitchTest {

  @TempDir Path directory;
  private Backend blue;
  private Backend green;
  private EdgeProcess edge;

  @BeforeEach
  void start() throws Exception {
    blue = Backend.start("blue");
    green = Backend.start("green");
    edge = EdgeProcess.start(directory, EdgeProcess.configServing("blue", blue.port(), "v1"));
  }

  @AfterEach
  void stop() throws Exception {
    edge.close();
    blue.close();
    green.close();
  }

  @Test
  void losesNoRequestInManySwitchesUnderLoad() throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(5).toNanos();
    AtomicLong served = new AtomicLong();
    Queue<String> failures = new ConcurrentLinkedQueue<>();
    int switches = 0;
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 4; i++) {
        boolean posts = i == 3;
        clients.submit(() -> request(end, posts, served, failures));
      }
      while (System.nanoTime() < end) {
        boolean toGreen = switches % 2 == 0;
        edge.switchTo(
            toGreen ? "green" : "blue",
            toGreen ? green.port() : blue.port(),
            toGreen ? "v2" : "v1",
            ++switches);
        Thread.sleep(50);
      }
    }
    System.out.printf(
        "switches %d, requests %d, failures %d%n", switches, served.get(), failures.size());
    assertThat(failures).isEmpty();
    assertThat(switches).isGreaterThanOrEqualTo(20);
    assertThat(served.get()).isGreaterThan(100);
    JsonNode releases = edge.stats(served.get()).get("releases");
    assertThat(releases).hasSize(2);
    assertThat(releases.get(0).get("requests").asLong() + releases.get(1).get("requests").asLong())
        .isEqualTo(served.get());
  }

  @Test
  void sendsTheNextRequestOnTheSameConnectionToTheNewSlot() throws Exception {
    try (RawClient client = RawClient.connect(edge.port())) {
      assertThat(client.get("/hello").body()).isEqualTo("blue");
      edge.switchTo("green", green.port(), "v2", 1);
      assertThat(client.get("/hello").body()).isEqualTo("green");
    }
  }

  @Test
  void finishesALargeUploadAtTheOldSlot() throws Exception {
    byte[] piece = new byte[1 << 20];
    new Random(7).nextBytes(piece);
    CRC32 sent = new CRC32();
    try (RawClient client = RawClient.connect(edge.port())) {
      client.write(
          "POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: " + 20 * (1 << 20) + "\r\n\r\n");
      for (int i = 0; i < 20; i++) {
        if (i == 5) {
          Await.until("the upload to be under way", () -> edge.inFlight("blue") == 1);
          JsonNode switched = edge.switchTo("green", green.port(), "v2", 1);
          assertThat(switched.get("inFlightOld").asInt()).isEqualTo(1);
          assertThat(switched.get("previous").asText()).isEqualTo("blue");
          assertThat(edge.get("/hello").body()).isEqualTo("green");
        }
        client.write(piece);
        sent.update(piece);
      }
      assertThat(client.read().body()).isEqualTo("blue " + 20 * (1 << 20) + " " + sent.getValue());
    }
    Await.until("blue to drain", () -> edge.inFlight("blue") == 0);
  }

  @Test
  void finishesASlowAnswerAtTheOldSlot() throws Exception {
    try (ExecutorService background = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<String> slow = background.submit(() -> edge.get("/slow?ms=1000").body());
      Future<String> trickle = background.submit(() -> edge.get("/trickle?ms=1000").body());
      Await.until("both to be under way", () -> edge.inFlight("blue") == 2);
      edge.switchTo("green", green.port(), "v2", 1);
      assertThat(edge.ask("/drain?slot=blue").at("/slots/blue/drained").asBoolean()).isFalse();
      assertThat(edge.get("/hello").body()).isEqualTo("green");
      assertThat(slow.get(10, TimeUnit.SECONDS)).isEqualTo("blue");
      assertThat(trickle.get(10, TimeUnit.SECONDS)).startsWith("blue0;").endsWith("blue9;");
    }
    Await.until(
        "blue to drain", () -> edge.ask("/drain?slot=blue").at("/slots/blue/drained").asBoolean());
  }

  @Test
  void keepsAWebSocketAtTheOldSlotAndCountsIt() throws Exception {
    BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    try (HttpClient http = HttpClient.newHttpClient()) {
      WebSocket socket = open(http, answers);
      socket.sendText("one", true).get(5, TimeUnit.SECONDS);
      assertThat(answers.poll(5, TimeUnit.SECONDS)).isEqualTo("blue:one");
      assertThat(edge.switchTo("green", green.port(), "v2", 1).get("inFlightOld").asInt())
          .isEqualTo(1);
      socket.sendText("two", true).get(5, TimeUnit.SECONDS);
      assertThat(answers.poll(5, TimeUnit.SECONDS)).isEqualTo("blue:two");
      WebSocket second = open(http, answers);
      second.sendText("three", true).get(5, TimeUnit.SECONDS);
      assertThat(answers.poll(5, TimeUnit.SECONDS)).isEqualTo("green:three");
      Await.until("the first WebSocket to be counted", () -> edge.webSockets("blue") == 1);
      Await.until("the second WebSocket to be counted", () -> edge.webSockets("green") == 1);
      socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get(5, TimeUnit.SECONDS);
      Await.until("the first WebSocket to be gone", () -> edge.webSockets("blue") == 0);
      second.abort();
      Await.until("the second WebSocket to be gone", () -> edge.webSockets("green") == 0);
    }
    assertThat(edge.logLine("/ws").get("status").asInt()).isEqualTo(101);
  }

  @Test
  void closesIdleConnectionsOfTheOldSlot() throws Exception {
    edge.get("/hello");
    Await.until(
        "the connection to be idle",
        () -> edge.ask("/state").at("/slots/blue/idleConnections").asInt() == 1);
    edge.switchTo("green", green.port(), "v2", 1);
    Await.until(
        "idle connections to be closed",
        () -> edge.ask("/state").at("/slots/blue/idleConnections").asInt() == 0);
  }

  @Test
  void answersARepeatedSwitchAsUnchanged() throws Exception {
    assertThat(edge.switchTo("green", green.port(), "v2", 3).get("changed").asBoolean()).isTrue();
    assertThat(edge.switchTo("green", green.port(), "v2", 3).get("changed").asBoolean()).isFalse();
  }

  @Test
  void takesTheAppAwayWhenToldToServeNothing() throws Exception {
    HttpResponse<String> answer = edge.admin("POST", "/switch", "{\"slot\":\"none\",\"fence\":1}");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(edge.get("/hello").statusCode()).isEqualTo(503);
    assertThat(edge.ask("/state").get("active").asText()).isEqualTo("none");
  }

  private void request(long end, boolean posts, AtomicLong served, Queue<String> failures) {
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      HttpRequest.Builder builder =
          HttpRequest.newBuilder(edge.uri(posts ? "/upload" : "/hello"))
              .timeout(Duration.ofSeconds(10));
      HttpRequest request =
          posts
              ? builder.POST(HttpRequest.BodyPublishers.ofString("x".repeat(2_000))).build()
              : builder.build();
      while (System.nanoTime() < end) {
        try {
          HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
          served.incrementAndGet();
          if (answer.statusCode() != 200 || !answer.body().matches("(blue|green).*")) {
            failures.add(answer.statusCode() + " " + answer.body());
          }
        } catch (IOException | InterruptedException e) {
          failures.add(e.toString());
        }
      }
    }
  }

  private WebSocket open(HttpClient http, BlockingQueue<String> answers) throws Exception {
    return http.newWebSocketBuilder()
        .buildAsync(
            URI.create("ws://127.0.0.1:" + edge.port() + "/ws"),
            new WebSocket.Listener() {
              @Override
              public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
                answers.add(text.toString());
                socket.request(1);
                return CompletableFuture.completedStage(null);
              }
            })
        .get(5, TimeUnit.SECONDS);
  }
}
