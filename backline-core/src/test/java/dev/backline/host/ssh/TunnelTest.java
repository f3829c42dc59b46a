package dev.backline.host.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.backline.testing.SshServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TunnelTest {

  @TempDir Path folder;
  private SshServer server;
  private SshHost host;
  private HttpServer web;

  @BeforeEach
  void start() throws Exception {
    server = SshServer.start(folder);
    host = new SshHost(SshFixture.target(server), SshFixture.trusting(server, folder));
    web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    web.createContext(
        "/",
        exchange -> {
          byte[] body = "from the other side".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    web.start();
  }

  @AfterEach
  void stop() {
    host.close();
    server.close();
    web.stop(0);
  }

  @Test
  void aRequestGoesThroughToTheHost() throws Exception {
    int port;
    try (Tunnel tunnel = host.forward(web.getAddress().getPort())) {
      port = tunnel.port();
      assertThat(port).isNotEqualTo(web.getAddress().getPort());
      assertThat(get(port)).isEqualTo("from the other side");
      assertThat(tunnel.isOpen()).isTrue();
    }
    assertClosed(port);
  }

  @Test
  void aRequestComesThroughFromTheHost() throws Exception {
    int port;
    try (Tunnel tunnel = host.reverse(0, web.getAddress())) {
      port = tunnel.port();
      assertThat(get(port)).isEqualTo("from the other side");
    }
    assertClosed(port);
  }

  @Test
  void tunnelsEndWithTheConnection() throws Exception {
    Tunnel there = host.forward(web.getAddress().getPort());
    Tunnel back = host.reverse(0, web.getAddress());

    host.close();

    assertThat(there.isOpen()).isFalse();
    assertThat(back.isOpen()).isFalse();
    assertClosed(there.port());
    assertClosed(back.port());
  }

  @Test
  void aPortThatIsTakenOnTheHostIsTold() {
    assertThatThrownBy(() -> host.reverse(server.port(), web.getAddress()))
        .hasMessageContaining("listening on port " + server.port() + " of web-1");
  }

  private static String get(int port) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                  .timeout(Duration.ofSeconds(10))
                  .build(),
              BodyHandlers.ofString())
          .body();
    }
  }

  /** The other process may close its side a moment later. */
  private static void assertClosed(int port) throws IOException {
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (System.nanoTime() < deadline) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        Thread.onSpinWait();
      } catch (ConnectException closed) {
        return;
      } catch (SocketException reset) {
        // It was closed while this one waited to be taken up.
        Thread.onSpinWait();
      }
    }
    throw new AssertionError("port " + port + " is still open");
  }
}
