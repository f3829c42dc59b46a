package dev.backline.edge.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backline.testing.FreePort;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ProcessTest {

  @TempDir Path directory;
  private Backend blue;
  private Backend green;

  @BeforeEach
  void start() {
    blue = Backend.start("blue");
    green = Backend.start("green");
  }

  @AfterEach
  void stop() {
    blue.close();
    green.close();
  }

  @Test
  void servesTheSlotItWasLastToldAfterBeingKilled() throws Exception {
    int port = FreePort.any();
    ObjectNode config = EdgeProcess.configServing("blue", blue.port(), "v1");
    ((ObjectNode) config.get("listen")).put("port", port);
    try (EdgeProcess edge = EdgeProcess.start(directory, config)) {
      assertThat(edge.get("/hello").body()).isEqualTo("blue");
      edge.switchTo("green", green.port(), "v2", 7);
      edge.admin("POST", "/maintenance", "{\"on\":true,\"retryAfterSeconds\":9}");
      edge.process().destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }
    try (EdgeProcess edge = EdgeProcess.restart(directory)) {
      assertThat(edge.port()).isEqualTo(port);
      assertThat(edge.get("/hello").statusCode()).isEqualTo(503);
      edge.admin("POST", "/maintenance", "{\"on\":false}");
      assertThat(edge.get("/hello").body()).isEqualTo("green");
      JsonNode state = edge.ask("/state");
      assertThat(state.get("fence").asLong()).isEqualTo(7);
      assertThat(state.get("release").asText()).isEqualTo("v2");
      assertThat(edge.trySwitch("blue", blue.port(), "v1", 6).statusCode()).isEqualTo(409);
    }
  }

  @Test
  void finishesRequestsInFlightOnSigtermAndExitsWithZero() throws Exception {
    try (EdgeProcess edge = startServingBlue();
        ExecutorService background = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<HttpResponse<String>> slow = background.submit(() -> edge.get("/slow?ms=1500"));
      Await.until("the request to be under way", () -> edge.inFlight("blue") == 1);
      edge.process().destroy();
      Await.until("new connections to be refused", () -> isRefused(edge));
      assertThat(slow.get(10, TimeUnit.SECONDS).body()).isEqualTo("blue");
      assertThat(edge.exitStatus(10)).isZero();
      assertThat(directory.resolve("edge.pid.json")).doesNotExist();
      assertThat(edge.accessLog()).hasSize(1);
    }
  }

  @Test
  void stopsWaitingWhenTheGraceTimeIsOver() throws Exception {
    ObjectNode config = EdgeProcess.configServing("blue", blue.port(), "v1");
    ((ObjectNode) config.get("limits")).put("stopGraceMillis", 300);
    try (EdgeProcess edge = EdgeProcess.start(directory, config);
        RawClient client = RawClient.connect(edge.port())) {
      client.write("GET /slow?ms=8000 HTTP/1.1\r\nHost: a\r\n\r\n");
      Await.until("the request to be under way", () -> edge.inFlight("blue") == 1);
      edge.process().destroy();
      assertThat(edge.exitStatus(5)).isZero();
    }
  }

  @Test
  void stopsWhenToldByTheAdminPort() throws Exception {
    try (EdgeProcess edge = startServingBlue()) {
      HttpResponse<String> answer = edge.admin("POST", "/stop", "");
      assertThat(answer.statusCode()).isEqualTo(202);
      assertThat(answer.body().strip()).isEqualTo("{\"stopping\":true}");
      assertThat(edge.exitStatus(10)).isZero();
    }
  }

  @Test
  void tellsWhereItIs() throws Exception {
    try (EdgeProcess edge = startServingBlue()) {
      long pid = edge.process().pid();
      assertThat(edge.pidFile().get("pid").asLong()).isEqualTo(pid);
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      assertThat(edge.pidFile().get("startTime").asLong())
          .isEqualTo(ProcessIdentity.startTime(stat));
      for (String name : new String[] {"edge.pid.json", "edge.lock"}) {
        assertThat(
                PosixFilePermissions.toString(
                    Files.getPosixFilePermissions(directory.resolve(name))))
            .isEqualTo("rw-------");
      }
      edge.switchTo("green", green.port(), "v2", 1);
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(directory.resolve("edge.json"))))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void saysThatThePortIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      ObjectNode config = EdgeProcess.config();
      ((ObjectNode) config.get("listen")).put("port", taken.getLocalPort());
      EdgeProcess.writeFiles(directory, config.toString());
      assertThat(exitStatus()).isEqualTo(5);
      assertThat(EdgeProcess.stderr(directory).lines())
          .containsExactly(
              "backline-edge: cannot listen on 127.0.0.1:"
                  + taken.getLocalPort()
                  + ": Address already in use");
    }
    assertThat(directory.resolve("edge.pid.json")).doesNotExist();
  }

  @Test
  void refusesASecondEdgeOnTheSameDirectory() throws Exception {
    try (EdgeProcess edge = startServingBlue()) {
      assertThat(exitStatus()).isEqualTo(5);
      assertThat(EdgeProcess.stderr(directory)).contains("another edge runs on");
      assertThat(edge.get("/hello").body()).isEqualTo("blue");
    }
  }

  @Test
  void tellsEveryProblemInItsConfiguration() throws Exception {
    EdgeProcess.writeFiles(
        directory,
        "{\"version\":1,\"listen\":{\"port\":70000},\"active\":\"blue\",\"colour\":1,"
            + "\"limits\":{\"maxConnections\":\"many\"}}");
    assertThat(exitStatus()).isEqualTo(2);
    assertThat(EdgeProcess.stderr(directory).lines())
        .containsExactlyInAnyOrder(
            "backline-edge: edge.json: colour: unknown key",
            "backline-edge: edge.json: listen.port: must be 0 to 65535, is 70000",
            "backline-edge: edge.json: active: slot blue has no valid target in slots",
            "backline-edge: edge.json: limits.maxConnections: must be a whole number");
  }

  @Test
  void refusesToRunWithoutAToken() throws Exception {
    EdgeProcess.writeFiles(directory, EdgeProcess.config().toString());
    Files.delete(directory.resolve("admin.token"));
    assertThat(exitStatus()).isEqualTo(2);
    assertThat(EdgeProcess.stderr(directory)).contains("admin.token: is missing");
  }

  private EdgeProcess startServingBlue() throws Exception {
    return EdgeProcess.start(directory, EdgeProcess.configServing("blue", blue.port(), "v1"));
  }

  private int exitStatus() throws Exception {
    Process process = EdgeProcess.launch(directory);
    try {
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }

  private static boolean isRefused(EdgeProcess edge) throws IOException {
    try (RawClient client = RawClient.connect(edge.port())) {
      return false;
    } catch (ConnectException e) {
      return true;
    }
  }
}
