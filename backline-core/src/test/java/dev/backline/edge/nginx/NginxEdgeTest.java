package dev.backline.edge.nginx;

import dev.backline.config.AppName;
import dev.backline.config.EnvironmentName;
import dev.backline.config.HostName;
import dev.backline.edge.Edge;
import dev.backline.edge.EdgeContract;
import dev.backline.edge.Target;
import dev.backline.host.ssh.SshHost;
import dev.backline.testing.SshServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The contract with a real nginx, reached over a real sshd, and what is special to it. */
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
    return new NginxEdge(
        host,
        new NginxSite(
            new AppName(app),
            new EnvironmentName("prod"),
            environment,
            nginx.place(),
            Optional.empty(),
            Optional.empty()),
        Clock.systemUTC(),
        told::add);
  }

  @Override
  protected Target app(String name) {
    return apps.computeIfAbsent(name, SampleApp::new).target();
  }

  @Override
  protected Target nothing() {
    return Target.local(freePort());
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
    nginx.kill();
  }
}
