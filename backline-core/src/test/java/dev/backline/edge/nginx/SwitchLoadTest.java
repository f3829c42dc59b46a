package dev.backline.edge.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.config.AppName;
import dev.backline.config.DataSize;
import dev.backline.config.EdgeSpec;
import dev.backline.config.EnvironmentName;
import dev.backline.config.HostName;
import dev.backline.config.HttpPath;
import dev.backline.config.ListenAddress;
import dev.backline.edge.EdgeSettings;
import dev.backline.edge.Route;
import dev.backline.host.Fence;
import dev.backline.host.ssh.SshHost;
import dev.backline.runtime.Slot;
import dev.backline.testing.FreePort;
import dev.backline.testing.SshServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Switch after switch while users are there. */
@Tag("long")
@Timeout(600)
class SwitchLoadTest {

  private static final int SWITCHES = 20;
  private static final Fence FENCE = new Fence(1);
  private static final HttpPath PROBE = new HttpPath("/");

  @TempDir Path folder;
  private int port;
  private SshServer server;
  private SshHost host;
  private OwnNginx nginx;
  private NginxEdge edge;

  @BeforeEach
  void start() throws Exception {
    server = SshServer.start(Files.createDirectories(folder.resolve("sshd")));
    host = Reached.over(server, folder, new HostName("web-1"));
    nginx = OwnNginx.in(folder.resolve("nginx"));
    port = FreePort.any();
    edge =
        new NginxEdge(
            host,
            new NginxSite(
                new AppName("shop"),
                new EnvironmentName("prod"),
                Files.createDirectories(folder.resolve("environment")),
                nginx.place(),
                Optional.empty(),
                Optional.empty()),
            Clock.systemUTC(),
            text -> {});
    edge.ensureRunning(
        new EdgeSettings(
            new ListenAddress("127.0.0.1", port),
            new EdgeSpec(DataSize.parse("1MB"), Duration.ofSeconds(5))),
        FENCE);
  }

  @AfterEach
  void stop() throws Exception {
    nginx.close();
    host.close();
    server.close();
  }

  @Test
  void noRequestFailsWhileReleasesAreSwitched() throws Exception {
    try (SampleApp one = new SampleApp("one");
        SampleApp two = new SampleApp("two")) {
      Route blue = new Route(Slot.BLUE, one.target(), "v1");
      Route green = new Route(Slot.GREEN, two.target(), "v2");
      edge.switchTo(green, PROBE, FENCE);
      edge.switchTo(blue, PROBE, FENCE);
      Map<String, Long> answers;
      long began = System.nanoTime();
      try (SteadyClient users = new SteadyClient(port, 6, 3)) {
        for (int i = 0; i < SWITCHES; i++) {
          edge.switchTo(i % 2 == 0 ? green : blue, PROBE, FENCE);
        }
        answers = users.answers();
      }
      System.out.printf(
          "%d switches, %d ms each; answers: %s%n",
          SWITCHES, (System.nanoTime() - began) / 1_000_000 / SWITCHES, answers);
      assertThat(answers).containsOnlyKeys("one", "two");
    }
  }

  @Test
  void webSocketGoesOnWithItsReleaseAcrossSwitches() throws Exception {
    try (UpgradingApp one = new UpgradingApp("one");
        UpgradingApp two = new UpgradingApp("two")) {
      edge.switchTo(new Route(Slot.BLUE, one.target(), "v1"), PROBE, FENCE);
      edge.switchTo(new Route(Slot.GREEN, two.target(), "v2"), PROBE, FENCE);
      edge.switchTo(new Route(Slot.BLUE, one.target(), "v1"), PROBE, FENCE);
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        socket.setSoTimeout(20_000);
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        say(
            socket,
            "GET /ws HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
        assertThat(in.readLine()).isEqualTo("HTTP/1.1 101 Switching Protocols");
        while (!in.readLine().isEmpty()) {
          // The rest of the head.
        }
        edge.switchTo(new Route(Slot.GREEN, two.target(), "v2"), PROBE, FENCE);
        say(socket, "still there\n");
        assertThat(in.readLine()).isEqualTo("one still there");
        assertThat(edge.inFlight(Slot.BLUE).total()).isEqualTo(1);
      }
      assertThat(edge.drain(Slot.BLUE, Duration.ofSeconds(30)).none()).isTrue();
    }
  }

  private static void say(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
  }
}
