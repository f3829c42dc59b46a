package dev.backline.edge.nginx;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Users at a steady rate, each on a connection of its own: kept, or made anew for each request. No
 * request is sent again: one that gets no answer is a failure. (Java's own client would hide it.)
 */
final class SteadyClient implements AutoCloseable {

  private static final Duration PAUSE = Duration.ofMillis(2);

  private final int port;
  private final List<Thread> users = new ArrayList<>();
  private final Map<String, Long> answers = new ConcurrentHashMap<>();
  private volatile boolean ended;

  SteadyClient(int port, int kept, int anew) {
    this.port = port;
    for (int i = 0; i < kept + anew; i++) {
      boolean keeps = i < kept;
      users.add(Thread.ofVirtual().start(() -> use(keeps)));
    }
  }

  /** Ends the load and tells how often which answer came; what isn't an app's name is a failure. */
  Map<String, Long> answers() throws InterruptedException {
    close();
    return new TreeMap<>(answers);
  }

  @Override
  public void close() throws InterruptedException {
    ended = true;
    for (Thread user : users) {
      user.join(Duration.ofSeconds(20));
    }
  }

  private void use(boolean keeps) {
    while (!ended) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        socket.setSoTimeout(20_000);
        boolean open = true;
        while (open && !ended) {
          open = ask(socket, keeps);
          LockSupport.parkNanos(PAUSE.toNanos());
        }
      } catch (IOException e) {
        count("failed: " + e.getMessage());
      }
    }
  }

  private boolean ask(Socket socket, boolean keeps) throws IOException {
    String close = keeps ? "" : "Connection: close\r\n";
    socket
        .getOutputStream()
        .write(
            ("GET / HTTP/1.1\r\nHost: localhost\r\n" + close + "\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    String head = head(socket.getInputStream());
    int length =
        Integer.parseInt(head.replaceFirst("(?is).*\r\ncontent-length: (\\d+)\r\n.*", "$1"));
    String body = new String(socket.getInputStream().readNBytes(length), StandardCharsets.US_ASCII);
    count(
        head.startsWith("HTTP/1.1 200") ? body : "failed: " + head.lines().findFirst().orElse(""));
    return keeps && !head.toLowerCase(java.util.Locale.ROOT).contains("connection: close");
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("closed before the answer");
      }
      head.write(next);
    }
    return head.toString(StandardCharsets.US_ASCII);
  }

  private void count(String answer) {
    answers.merge(answer, 1L, Long::sum);
  }
}
