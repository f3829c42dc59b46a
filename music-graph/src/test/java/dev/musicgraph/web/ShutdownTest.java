package dev.musicgraph.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.musicgraph.Main;
import dev.musicgraph.testing.TestDatabases;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The server as a process of its own, as it is deployed. */
@Tag("slow")
class ShutdownTest {
  private static final Pattern READY = Pattern.compile("serves on http://127.0.0.1:(\\d+)/");

  @Test
  @Timeout(60)
  void aRequestUnderWayIsAnsweredBeforeTheServerStops() throws Exception {
    Process server = start();
    try (BufferedReader log =
        new BufferedReader(
            new InputStreamReader(server.getErrorStream(), StandardCharsets.UTF_8))) {
      try (Socket socket = new Socket("127.0.0.1", awaitReady(log))) {
        assertThat(log.readLine())
            .matches(
                "there is no administrator yet: within 60 minutes create one at"
                    + " http://127\\.0\\.0\\.1:\\d+/setup\\?token=[A-Za-z0-9_-]{43}");
        socket.setSoTimeout(20_000);
        send(
            socket,
            "POST /login HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\n"
                + "Expect: 100-continue\r\n"
                + "Content-Length: 20\r\n\r\nusername=a");
        awaitTaken(socket);
        server.destroy();
        assertThat(server.waitFor(500, TimeUnit.MILLISECONDS)).as("stopped at once").isFalse();

        send(socket, "&password=");
        String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(answer).startsWith("HTTP/1.1 403");
      }
      assertThat(server.waitFor(15, TimeUnit.SECONDS)).isTrue();
      assertThat(server.exitValue()).isEqualTo(128 + 15);
    } finally {
      server.destroyForcibly();
    }
  }

  private static Process start() throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx160m",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName());
    builder.environment().put("DATABASE_URL", TestDatabases.migrated());
    builder.environment().put("PORT", "0");
    return builder.start();
  }

  private static int awaitReady(BufferedReader log) throws Exception {
    StringBuilder said = new StringBuilder();
    for (String line = log.readLine(); line != null; line = log.readLine()) {
      Matcher ready = READY.matcher(line);
      if (ready.find()) {
        return Integer.parseInt(ready.group(1));
      }
      said.append(line).append('\n');
    }
    throw new AssertionError("the server did not start: " + said);
  }

  /** The server asks for the body (RFC 9110 section 10.1.1) when the request is at the app. */
  private static void awaitTaken(Socket socket) throws Exception {
    String expected = "HTTP/1.1 100 \r\n\r\n";
    byte[] interim = socket.getInputStream().readNBytes(expected.length());
    assertThat(new String(interim, StandardCharsets.UTF_8)).isEqualTo(expected);
  }

  private static void send(Socket socket, String text) throws Exception {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
  }
}
