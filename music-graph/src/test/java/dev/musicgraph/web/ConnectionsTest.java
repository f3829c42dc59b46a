package dev.musicgraph.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.musicgraph.testing.OnlyLooks;
import dev.musicgraph.testing.TestApp;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What becomes of connections when there are many. */
@Tag("slow")
@ResourceLock(OnlyLooks.UNDISTURBED)
class ConnectionsTest {
  private static final int MOST = 512;
  private static final String REQUEST = "GET /api/version HTTP/1.1\r\nHost: music\r\n\r\n";

  private final TestApp app = TestApp.another();
  private final List<Socket> open = new ArrayList<>();

  @AfterEach
  void closeAll() throws IOException {
    for (Socket socket : open) {
      socket.close();
    }
  }

  @Test
  void aConnectionIsKeptForTheNextRequest() throws IOException {
    Socket socket = connect();

    assertThat(answer(socket)).startsWith("HTTP/1.1 200").doesNotContain("Connection: close");
    assertThat(answer(socket)).startsWith("HTTP/1.1 200");
  }

  @Test
  void aCrowdLargerThanAllPlacesIsAnsweredWithoutWaitingForThoseWhoKeepTheirs() throws IOException {
    List<Socket> crowd = new ArrayList<>();
    for (int i = 0; i < MOST + 150; i++) {
      crowd.add(connect());
    }
    long begun = System.nanoTime();

    for (Socket socket : crowd) {
      assertThat(answer(socket)).startsWith("HTTP/1.1 200");
    }

    // Tomcat gives up connections that nobody uses after 10 s.
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(8));
    assertThat(answer(connect())).startsWith("HTTP/1.1 200");
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(app.address().getHost(), app.address().getPort());
    socket.setSoTimeout(20_000);
    open.add(socket);
    return socket;
  }

  private static String answer(Socket socket) throws IOException {
    socket.getOutputStream().write(REQUEST.getBytes(StandardCharsets.US_ASCII));
    byte[] bytes = new byte[4_096];
    int count = socket.getInputStream().read(bytes);
    return count < 0 ? "" : new String(bytes, 0, count, StandardCharsets.US_ASCII);
  }
}
