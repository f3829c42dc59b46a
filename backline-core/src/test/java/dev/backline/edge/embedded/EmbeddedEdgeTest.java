package dev.backline.edge.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.backline.config.ListenAddress;
import dev.backline.edge.Edge;
import dev.backline.edge.EdgeContract;
import dev.backline.edge.EdgeSettings;
import dev.backline.edge.EdgeStatus;
import dev.backline.edge.Target;
import dev.backline.failure.BacklineException;
import dev.backline.failure.ExitCode;
import dev.backline.host.Fence;
import dev.backline.host.StaleFence;
import dev.backline.host.detached.Processes;
import dev.backline.runtime.EnvironmentFolder;
import dev.backline.runtime.Slot;
import dev.backline.testing.FreePort;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract with the real edge process, and what is special to it. */
class EmbeddedEdgeTest extends EdgeContract {

  @TempDir Path folder;
  private final Map<String, HttpServer> apps = new HashMap<>();
  private final CountDownLatch slow = new CountDownLatch(1);

  @AfterEach
  void stopApps() {
    slow.countDown();
    apps.values().forEach(app -> app.stop(0));
  }

  @Override
  protected Edge edge() {
    return edge(folder);
  }

  private static Edge edge(Path folder) {
    return new EmbeddedEdge(
        new EnvironmentFolder("app/test", folder),
        new EdgeLauncher(
            Path.of(System.getProperty("java.home"), "bin", "java"),
            EdgeLauncher.SMALL,
            () ->
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                    .map(Path::of)
                    .toList()));
  }

  @Override
  protected Target app(String name) {
    HttpServer app = apps.computeIfAbsent(name, this::serve);
    return Target.local(app.getAddress().getPort());
  }

  @Override
  protected Target nothing() {
    return Target.local(FreePort.any());
  }

  private HttpServer serve(String name) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.createContext(
          "/",
          exchange -> {
            if (exchange.getRequestURI().getPath().equals("/slow")) {
              await();
            }
            byte[] body = name.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
          });
      server.start();
      return server;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void await() {
    try {
      slow.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  protected String get() throws Exception {
    HttpResponse<String> response = get("/");
    return response.statusCode() == 200 ? response.body() : "" + response.statusCode();
  }

  private HttpResponse<String> get(String path) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create("http://" + settings.listen() + path)).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  @Override
  protected void kill() throws Exception {
    var process = Processes.entry(up().pid()).orElseThrow().identity();
    ProcessHandle.of(process.pid()).orElseThrow().destroyForcibly();
    while (Processes.alive(process)) {
      Thread.sleep(5);
    }
  }

  @Test
  void edgeOutlivesAKilledControllerAndIsAdopted() throws Exception {
    Process controller =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                OtherController.class.getName(),
                folder.toString(),
                Integer.toString(settings.listen().port()))
            .redirectErrorStream(true)
            .start();
    String pid =
        controller
            .inputReader()
            .lines()
            .filter(line -> line.matches("\\d+"))
            .findFirst()
            .orElse("");
    controller.destroyForcibly().waitFor();
    assertThat(edge().ensureRunning(settings, FENCE).pid()).isEqualTo(Long.parseLong(pid));
    assertThat(Processes.entry(up().pid()).orElseThrow().leadsSession()).isTrue();
  }

  @Test
  void edgeThatIsIdleTakesLittleMemory() throws Exception {
    long pid = edge().ensureRunning(settings, FENCE).pid();

    String resident =
        Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
            .filter(line -> line.startsWith("VmRSS:"))
            .findFirst()
            .orElseThrow();
    assertThat(Long.parseLong(resident.replaceAll("\\D", ""))).as(resident).isLessThan(74_000);
  }

  @Test
  void edgeIsFoundByItsMarkerWhenItsPidFileIsGone() throws Exception {
    long pid = edge().ensureRunning(settings, FENCE).pid();
    Path file = folder.resolve("edge/edge.pid.json");
    byte[] content = Files.readAllBytes(file);
    Files.delete(file);
    Thread.ofVirtual()
        .start(() -> {
          try {
            Thread.sleep(300);
            Files.write(file, content);
          } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
    assertThat(edge().ensureRunning(settings, FENCE).pid()).isEqualTo(pid);
  }

  @Test
  void takenPortIsNamedWithWhomToAsk() throws Exception {
    int port = settings.listen().port();
    try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> edge().ensureRunning(settings, FENCE))
          .isInstanceOfSatisfying(
              BacklineException.class,
              e -> {
                assertThat(e.failure().exitCode()).isEqualTo(ExitCode.UNAVAILABLE);
                assertThat(e.failure().why()).contains("port " + port + " is taken");
                assertThat(e.failure().remedy()).contains("ss -ltnp");
              });
    }
  }

  @Test
  void changedListenAddressMovesTheEdge() throws Exception {
    edge().ensureRunning(settings, FENCE);
    edge().switchTo(blue(), PROBE, FENCE);
    EdgeSettings moved =
        new EdgeSettings(new ListenAddress("127.0.0.1", FreePort.any()), settings.limits());
    EdgeStatus.Up up = edge().ensureRunning(moved, FENCE);
    assertThat(up.listen()).isEqualTo(moved.listen());
    assertThat(up.route()).contains(blue());
  }

  @Test
  void edgeServesOnWhereItWasWhenItsNewAddressIsTaken() throws Exception {
    EdgeStatus.Up before = edge().ensureRunning(settings, FENCE);
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      EdgeSettings taken =
          new EdgeSettings(new ListenAddress("127.0.0.1", other.getLocalPort()), settings.limits());
      assertThatThrownBy(() -> edge().ensureRunning(taken, FENCE))
          .isInstanceOf(BacklineException.class);
    }
    assertThat(edge().current()).isEqualTo(before);
  }

  @Test
  void fenceIsKeptByTheEdgeItselfToo() throws Exception {
    edge().ensureRunning(settings, FENCE);
    edge().switchTo(blue(), PROBE, new Fence(9));
    Files.delete(folder.resolve("fence"));
    assertThatThrownBy(() -> edge().switchTo(green(), PROBE, new Fence(8)))
        .isInstanceOfSatisfying(
            StaleFence.class, e -> assertThat(e.highest()).isEqualTo(new Fence(9)));
    assertThat(up().route()).contains(blue());
  }

  @Test
  void drainTellsWhatIsLeftAtTheDeadlineAndNothingOnceItIsDone() throws Exception {
    edge().ensureRunning(settings, FENCE);
    edge().switchTo(blue(), PROBE, FENCE);
    Thread request =
        Thread.ofVirtual()
            .start(() -> {
              try {
                get("/slow");
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    while (edge().inFlight(Slot.BLUE).none()) {
      Thread.sleep(10);
    }
    assertThat(edge().switchTo(green(), PROBE, FENCE).inFlight()).isEqualTo(1);
    assertThat(edge().drain(Slot.BLUE, Duration.ofMillis(200)).requests()).isEqualTo(1);
    slow.countDown();
    assertThat(edge().drain(Slot.BLUE, Duration.ofSeconds(10)).none()).isTrue();
    request.join();
  }

  @Test
  void filesOfTheEdgeAreOursAlone() throws Exception {
    edge().ensureRunning(settings, FENCE);
    for (String name : new String[] {"admin.token", "edge.json", "wanted.json"}) {
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(folder.resolve("edge").resolve(name))))
          .isEqualTo("rw-------");
    }
  }

  /** A controller of its own, to be killed. */
  static final class OtherController {
    public static void main(String[] arguments) throws Exception {
      EdgeSettings settings =
          new EdgeSettings(
              new ListenAddress("127.0.0.1", Integer.parseInt(arguments[1])),
              new dev.backline.config.EdgeSpec(
                  dev.backline.config.DataSize.parse("1MB"), Duration.ofSeconds(5)));
      System.out.println(edge(Path.of(arguments[0])).ensureRunning(settings, FENCE).pid());
      Thread.sleep(Duration.ofDays(1));
    }
  }
}
