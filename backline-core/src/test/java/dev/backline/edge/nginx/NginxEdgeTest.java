package dev.backline.edge.nginx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.backline.config.AppName;
import dev.backline.config.EdgeSpec;
import dev.backline.config.EnvironmentName;
import dev.backline.config.HostName;
import dev.backline.config.ListenAddress;
import dev.backline.config.NginxSpec.TlsFiles;
import dev.backline.edge.Edge;
import dev.backline.edge.EdgeContract;
import dev.backline.edge.EdgeSettings;
import dev.backline.edge.EdgeStatus;
import dev.backline.edge.ReleaseTraffic;
import dev.backline.edge.RouteTraffic;
import dev.backline.edge.Target;
import dev.backline.host.ssh.SshHost;
import dev.backline.runtime.Slot;
import dev.backline.testing.FreePort;
import dev.backline.testing.SshServer;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The contract with a real nginx, reached over a real sshd, and what is special to it. */
@Timeout(240)
class NginxEdgeTest extends EdgeContract {

  @TempDir static Path shared;
  private static SshServer server;
  private static SshHost host;
  @TempDir Path folder;
  private final Map<String, SampleApp> apps = new HashMap<>();
  private final List<String> told = new ArrayList<>();
  private OwnNginx nginx;

  @BeforeAll
  static void startHost() throws Exception {
    server = SshServer.start(shared);
    host = Reached.over(server, shared, new HostName("web-1"));
  }

  @AfterAll
  static void stopHost() {
    host.close();
    server.close();
  }

  @BeforeEach
  void makeNginx() throws Exception {
    nginx = OwnNginx.in(folder.resolve("nginx"));
    Files.createDirectories(folder.resolve("environment"));
  }

  @AfterEach
  void stopWhatRuns() throws Exception {
    apps.values().forEach(SampleApp::close);
    nginx.close();
  }

  @Override
  protected Edge edge() {
    return edge("shop", folder.resolve("environment"));
  }

  private Edge edge(String app, Path environment) {
    return edge(
        new NginxSite(
            new AppName(app),
            new EnvironmentName("prod"),
            environment,
            nginx.place(),
            Optional.empty(),
            Optional.empty()));
  }

  private Edge edge(NginxSite site) {
    return new NginxEdge(host, site, Clock.systemUTC(), told::add);
  }

  @Override
  protected Target app(String name) {
    return sample(name).target();
  }

  private SampleApp sample(String name) {
    return apps.computeIfAbsent(name, SampleApp::new);
  }

  @Override
  protected Target nothing() {
    return Target.local(FreePort.any());
  }

  @Override
  protected String get() throws Exception {
    HttpResponse<String> response = get("/");
    return response.statusCode() == 200 ? response.body() : "" + response.statusCode();
  }

  private HttpResponse<String> get(String path) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return get(client, path);
    }
  }

  private HttpResponse<String> get(HttpClient client, String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://" + settings.listen() + path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Override
  protected void kill() throws Exception {
    nginx.kill();
  }

  @Test
  void switchesKeepRequestsConnectionsAndWorkers() throws Exception {
    edge().ensureRunning(patient(), FENCE);
    edge().switchTo(blue(), PROBE, FENCE);
    edge().switchTo(green(), PROBE, FENCE);
    List<ProcessHandle> workers = ProcessHandle.of(up().pid()).orElseThrow().children().toList();
    try (HttpClient client = HttpClient.newHttpClient()) {
      var slow = client.sendAsync(request("/slow"), HttpResponse.BodyHandlers.ofString());
      sample("two").awaitSlow();
      assertThat(edge().switchTo(blue(), PROBE, FENCE).inFlight()).isPositive();
      assertThat(edge().drain(Slot.GREEN, Duration.ofMillis(300)).none()).isFalse();
      sample("two").letGo();
      assertThat(slow.get(10, TimeUnit.SECONDS).body()).isEqualTo("two");
    }
    assertThat(edge().drain(Slot.GREEN, Duration.ofSeconds(30)).none()).isTrue();
    assertThat(ProcessHandle.of(up().pid()).orElseThrow().children()).containsAll(workers);
  }

  @Test
  void releaseInSlotGreenIsTakenAwayToo() throws Exception {
    edge().ensureRunning(settings, FENCE);
    edge().switchTo(green(), PROBE, FENCE);
    edge().takeAway(FENCE);
    assertThat(up().route()).isEmpty();
    assertThat(get()).isEqualTo("503");
  }

  @Test
  void configurationThatSomebodyElseBrokeIsToldBeforeAnythingIsChanged() throws Exception {
    edge().ensureRunning(settings, FENCE);
    edge().switchTo(blue(), PROBE, FENCE);
    Files.writeString(nginx.include("other.conf"), "\n\nservr { }\n");
    byte[] before = Files.readAllBytes(folder.resolve("environment/edge/edge.conf"));

    assertThatThrownBy(() -> edge().switchTo(green(), PROBE, FENCE))
        .hasMessageContaining("refuses its configuration as it is, before anything was changed")
        .hasMessageContaining("other.conf:3")
        .hasMessageContaining("v1 serves as before");

    assertThat(folder.resolve("environment/edge/edge.conf")).hasBinaryContent(before);
    assertThat(get()).isEqualTo("one");
  }

  @Test
  void fileThatWasChangedByHandIsToldKeptAndWrittenAnew() throws Exception {
    edge().ensureRunning(settings, FENCE);
    Path configuration = folder.resolve("environment/edge/edge.conf");
    String written = Files.readString(configuration);
    Files.writeString(configuration, written + "broken by hand\n");

    edge().ensureRunning(settings, FENCE);

    assertThat(configuration).hasContent(written);
    assertThat(told).singleElement().asString().contains("changed by somebody else");
    try (Stream<Path> beside = Files.list(configuration.getParent())) {
      assertThat(beside.filter(file -> file.toString().contains("edge.conf.edited-")))
          .singleElement()
          .satisfies(kept -> assertThat(kept).content().endsWith("broken by hand\n"));
    }
  }

  @Test
  void swapThatWasCutOffIsMendedByTheNextCall() throws Exception {
    edge().ensureRunning(settings, FENCE);
    edge().switchTo(blue(), PROBE, FENCE);
    Path configuration = folder.resolve("environment/edge/edge.conf");
    Files.move(configuration, configuration.resolveSibling("edge.conf.before"));
    Files.writeString(configuration, "this was never te");
    assertThat(edge().ensureRunning(settings, FENCE).route()).contains(blue());
    assertThat(configuration.resolveSibling("edge.conf.before")).doesNotExist();
    assertThat(get()).isEqualTo("one");
  }

  @Test
  void portOfAnotherProgramIsToldWithThatProgram() throws Exception {
    try (ServerSocket other =
        new ServerSocket(settings.listen().port(), 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> edge().ensureRunning(settings, FENCE))
          .hasMessageContaining(
              "port "
                  + other.getLocalPort()
                  + " is taken on web-1 by java (pid "
                  + ProcessHandle.current().pid());
    }
    assertThat(edge().current()).isEqualTo(new EdgeStatus.Down(Optional.empty(), false));
  }

  @Test
  void folderOfAnotherEnvironmentIsLeftAlone() throws Exception {
    edge().ensureRunning(settings, FENCE);
    assertThatThrownBy(
            () -> edge("other", folder.resolve("environment")).ensureRunning(settings, FENCE))
        .hasMessageContaining("belongs to shop.prod");
  }

  @Test
  void twoEnvironmentsShareOneNginxAndStoppingOneLeavesTheOther() throws Exception {
    edge().ensureRunning(settings, FENCE);
    edge().switchTo(blue(), PROBE, FENCE);
    Path second = Files.createDirectories(folder.resolve("second"));
    EdgeSettings elsewhere =
        new EdgeSettings(new ListenAddress("127.0.0.1", FreePort.any()), settings.limits());
    edge("second", second).ensureRunning(elsewhere, FENCE);
    edge("second", second).stop(FENCE);
    assertThat(edge("second", second).current()).isInstanceOf(EdgeStatus.Down.class);
    assertThat(get()).isEqualTo("one");
  }

  @Test
  void appIsToldWhoAsksAndUnderWhichName() throws Exception {
    edge().ensureRunning(settings, FENCE);
    edge().switchTo(blue(), PROBE, FENCE);
    HttpResponse<String> answer = get("/headers");
    assertThat(answer.body().lines())
        .contains(
            "Host=" + settings.listen(),
            "X-forwarded-for=127.0.0.1",
            "X-forwarded-proto=http",
            "X-forwarded-host=" + settings.listen(),
            "X-request-id=" + answer.headers().firstValue("X-Request-Id").orElseThrow())
        .noneMatch(line -> line.startsWith("Upgrade="));
  }

  @Test
  void failuresAreCountedByWhoFailed() throws Exception {
    Instant begin = Instant.now().minusSeconds(2);
    edge().ensureRunning(settings, FENCE);
    edge().switchTo(blue(), PROBE, FENCE);
    get("/broken");
    get("/missing");
    edge().maintenance(true, FENCE);
    assertThat(get("/").headers().firstValue("Retry-After")).contains("30");
    edge().maintenance(false, FENCE);
    sample("one").close();
    get("/");
    ReleaseTraffic traffic = edge().stats(begin).of("v1").orElseThrow();
    assertThat(traffic.failedByApp()).isEqualTo(1);
    assertThat(traffic.clientErrors()).isEqualTo(1);
    assertThat(traffic.maintenance()).isEqualTo(1);
    assertThat(traffic.failedByEdge()).isEqualTo(2);
    assertThat(traffic.failed()).isEqualTo(2);
    assertThat(traffic.routes())
        .extracting(RouteTraffic::route, RouteTraffic::failed)
        .contains(tuple("GET /broken", 1L), tuple("GET /missing", 0L), tuple("GET /", 1L));
  }

  @Test
  void requestsForOneThingAmongManyAreOneRoute() throws Exception {
    Instant begin = Instant.now().minusSeconds(2);
    edge().ensureRunning(settings, FENCE);
    edge().switchTo(blue(), PROBE, FENCE);
    get("/bands/17");
    get("/bands/18/");
    get("/bands/mot%C3%B6rhead");
    get("/a/b/c/d/e/f/g/h");
    for (int i = 0; i < 110; i++) {
      get("/" + "x".repeat(i % 24 + 1) + "/" + "y".repeat(i / 24 + 1));
    }
    List<RouteTraffic> routes = edge().stats(begin).of("v1").orElseThrow().routes();

    assertThat(routes)
        .extracting(RouteTraffic::route, RouteTraffic::requests)
        .contains(
            tuple("GET /bands/*", 2L), tuple("GET /bands/*/", 1L), tuple("GET /a/b/c/d/e/f/**", 1L))
        .hasSize(101);
    assertThat(routes).anyMatch(route -> route.route().equals("* *") && route.requests() > 10);
  }

  @Test
  void releaseIsServedByTlsUnderItsNameAndPlainRequestsAreSentThere() throws Exception {
    Certificates.selfSigned(folder, "shop.example.org", "site");
    int plain = FreePort.any();
    Edge secured =
        edge(
            new NginxSite(
                new AppName("shop"),
                new EnvironmentName("prod"),
                folder.resolve("environment"),
                nginx.place(),
                Optional.of(
                    new TlsFiles(
                        folder.resolve("site.pem").toString(),
                        folder.resolve("site.key").toString(),
                        Optional.of(plain))),
                Optional.of(new HostName("shop.example.org"))));
    secured.ensureRunning(settings, FENCE);
    assertThat(secured.switchTo(blue(), PROBE, FENCE).changed()).isTrue();

    LoopbackRequest request =
        new LoopbackRequest(
            settings.listen().port(), true, Optional.of("shop.example.org"), "/headers");
    assertThat(request.get().body().lines())
        .contains("Host=shop.example.org", "X-forwarded-proto=https");
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> redirected =
          client.send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + plain + "/a?b=c")).build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(redirected.statusCode()).isEqualTo(308);
      assertThat(redirected.headers().firstValue("Location"))
          .contains("https://shop.example.org:" + settings.listen().port() + "/a?b=c");
    }
  }

  @Test
  void longAccessLogIsCutAndNginxWritesOn() throws Exception {
    edge().ensureRunning(settings, FENCE);
    Path log = folder.resolve("environment/edge/access.log");
    try (var file = new RandomAccessFile(log.toFile(), "rw")) {
      file.setLength(33 * 1024 * 1024);
    }
    edge().current();
    assertThat(log).isEmptyFile();
    assertThat(log.resolveSibling("access.log.1")).isNotEmptyFile();
    try (HttpClient client = HttpClient.newHttpClient()) {
      get(client, "/");
      // nginx writes an answer down once it is sent, and before it goes on with that connection.
      get(client, "/");
    }
    assertThat(log).content().contains("\"status\":503");
  }

  private EdgeSettings patient() {
    return new EdgeSettings(
        settings.listen(), new EdgeSpec(settings.limits().maxBody(), Duration.ofMinutes(3)));
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(URI.create("http://" + settings.listen() + path)).build();
  }
}
