package dev.backline.edge.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.config.AppName;
import dev.backline.config.DataSize;
import dev.backline.config.EdgeSpec;
import dev.backline.config.EnvironmentName;
import dev.backline.config.HostName;
import dev.backline.config.HttpPath;
import dev.backline.config.ListenAddress;
import dev.backline.config.NginxSpec.TlsFiles;
import dev.backline.edge.Edge;
import dev.backline.edge.EdgeSettings;
import dev.backline.edge.Route;
import dev.backline.host.Fence;
import dev.backline.host.ssh.SshHost;
import dev.backline.runtime.Slot;
import dev.backline.testing.FreePort;
import dev.backline.testing.SshServer;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a real nginx makes of requests, by the configuration that it is given. */
@Timeout(60)
class NginxRequestsTest {

  private static final Fence FENCE = new Fence(5);
  private static final EdgeSpec LIMITS =
      new EdgeSpec(DataSize.parse("1KB"), Duration.ofMillis(1_500));
  private static final EdgeSpec WIDER = new EdgeSpec(DataSize.parse("1MB"), Duration.ofSeconds(30));

  @TempDir static Path shared;
  private static SshServer server;
  private static SshHost host;
  @TempDir Path folder;
  private final SampleApp app = new SampleApp("one");
  private final int port = FreePort.any();
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
    app.close();
    nginx.close();
  }

  @Test
  void aBodyThatIsTooLargeNeverReachesTheRelease() throws Exception {
    serve(LIMITS, Optional.empty());

    assertThat(post("x".repeat(1_000)).statusCode()).isEqualTo(200);
    assertThat(post("x".repeat(1_001)).statusCode()).isEqualTo(413);
  }

  @Test
  void aReleaseThatTakesTooLongIsNotWaitedFor() throws Exception {
    serve(LIMITS, Optional.empty());

    assertThat(send(HttpClient.newHttpClient(), "http", "/slow").statusCode()).isEqualTo(504);
  }

  @Test
  void textIsCompressedForThoseWhoTakeIt() throws Exception {
    serve(LIMITS, Optional.empty());
    HttpRequest request =
        HttpRequest.newBuilder(at("http", "/headers")).header("Accept-Encoding", "gzip").build();

    try (HttpClient client = HttpClient.newHttpClient()) {
      assertThat(client.send(request, HttpResponse.BodyHandlers.ofByteArray()).headers().map())
          .containsEntry("content-encoding", List.of("gzip"));
    }
    assertThat(send(HttpClient.newHttpClient(), "http", "/headers").headers().map())
        .doesNotContainKey("content-encoding");
  }

  @Test
  void http2IsSpokenWhereThereIsACertificate() throws Exception {
    Certificates.selfSigned(folder, "localhost", "site");
    serve(
        LIMITS,
        Optional.of(
            new TlsFiles(
                folder.resolve("site.pem").toString(),
                folder.resolve("site.key").toString(),
                Optional.empty())));

    HttpResponse<String> answer = send(trusting(folder.resolve("site.pem")), "https", "/");

    assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
    assertThat(answer.body()).isEqualTo("one");
  }

  /** The workers from before finish what they have begun, with the limits that it began with. */
  @Test
  void aRequestUnderWayEndsWellWhenANewConfigurationIsLoaded() throws Exception {
    Edge edge = serve(WIDER, Optional.empty());
    try (HttpClient client = HttpClient.newHttpClient()) {
      CompletableFuture<HttpResponse<String>> slow =
          client.sendAsync(
              HttpRequest.newBuilder(at("http", "/slow")).build(),
              HttpResponse.BodyHandlers.ofString());
      app.awaitSlow();

      edge.ensureRunning(settings(LIMITS), FENCE);

      assertThat(post("x".repeat(1_001)).statusCode()).isEqualTo(413);
      app.letGo();
      assertThat(slow.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    }
  }

  private Edge serve(EdgeSpec limits, Optional<TlsFiles> tls) throws Exception {
    Edge edge =
        new NginxEdge(
            host,
            new NginxSite(
                new AppName("shop"),
                new EnvironmentName("prod"),
                folder.resolve("environment"),
                nginx.place(),
                tls,
                Optional.empty()),
            Clock.systemUTC(),
            notice -> {});
    edge.ensureRunning(settings(limits), FENCE);
    edge.switchTo(new Route(Slot.BLUE, app.target(), "v1"), new HttpPath("/"), FENCE);
    return edge;
  }

  private EdgeSettings settings(EdgeSpec limits) {
    return new EdgeSettings(new ListenAddress("127.0.0.1", port), limits);
  }

  private URI at(String scheme, String path) {
    return URI.create(scheme + "://localhost:" + port + path);
  }

  private HttpResponse<String> send(HttpClient client, String scheme, String path)
      throws Exception {
    try (client) {
      return client.send(
          HttpRequest.newBuilder(at(scheme, path)).build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  private HttpResponse<String> post(String body) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(at("http", "/"))
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  private static HttpClient trusting(Path certificate) throws Exception {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream pem = Files.newInputStream(certificate)) {
      store.setCertificateEntry(
          "site", CertificateFactory.getInstance("X.509").generateCertificate(pem));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return HttpClient.newBuilder().sslContext(context).build();
  }
}
