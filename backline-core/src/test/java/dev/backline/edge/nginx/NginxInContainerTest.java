package dev.backline.edge.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.config.AppName;
import dev.backline.config.EnvironmentName;
import dev.backline.config.HostName;
import dev.backline.config.ImageName;
import dev.backline.edge.Edge;
import dev.backline.edge.EdgeContract;
import dev.backline.edge.Target;
import dev.backline.host.ssh.SshHost;
import dev.backline.testing.BareEngine;
import dev.backline.testing.FreePort;
import dev.backline.testing.NginxImage;
import dev.backline.testing.SshServer;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same edge where nginx is no program of the host's but a container: real engine, real sshd.
 */
class NginxInContainerTest extends EdgeContract {

  private static final AppName SHOP = new AppName("shop");
  private static final EnvironmentName PROD = new EnvironmentName("prod");
  private static final String CONTAINER = new NginxNames(SHOP, PROD).container();

  @TempDir private static Path shared;
  private static BareEngine engine;
  private static SshServer server;
  private static SshHost host;

  @TempDir private Path folder;
  private final Map<String, SampleApp> apps = new HashMap<>();

  @BeforeAll
  static void startHost() throws Exception {
    engine = BareEngine.start();
    engine.docker("load", "--input", NginxImage.archive().toString());
    server = SshServer.start(shared, Map.of("DOCKER_HOST", engine.address()));
    host = Reached.over(server, shared, new HostName("web-1"));
  }

  @AfterAll
  static void stopHost() {
    host.close();
    server.close();
    engine.close();
  }

  @BeforeEach
  void makeEnvironment() throws Exception {
    Files.createDirectories(folder.resolve("environment"));
  }

  @AfterEach
  void stopWhatRuns() {
    apps.values().forEach(SampleApp::close);
    engine
        .docker("ps", "--all", "--quiet")
        .lines()
        .forEach(container -> engine.docker("rm", "--force", container));
  }

  @Override
  protected Edge edge() {
    NginxSite site =
        new NginxSite(
            SHOP,
            PROD,
            folder.resolve("environment"),
            new NginxPlace.InContainer(new ImageName(NginxImage.REFERENCE)),
            Optional.empty(),
            Optional.empty());
    return new NginxEdge(host, site, Clock.systemUTC(), told -> {});
  }

  @Override
  protected Target app(String name) {
    return apps.computeIfAbsent(name, SampleApp::new).target();
  }

  @Override
  protected Target nothing() {
    return Target.local(FreePort.any());
  }

  @Override
  protected String get() throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(URI.create("http://" + settings.listen() + "/")).build(),
              HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() == 200 ? answer.body() : "" + answer.statusCode();
    }
  }

  /** What a crash leaves: the container, ended, and nobody who starts it again. */
  @Override
  protected void kill() {
    engine.docker("update", "--restart", "no", CONTAINER);
    engine.docker("kill", "--signal", "KILL", CONTAINER);
    engine.docker("wait", CONTAINER);
  }

  @Test
  void theEngineStartsItAgainByItself() throws Exception {
    edge().ensureRunning(settings, FENCE);
    edge().switchTo(blue(), PROBE, FENCE);

    assertThat(
            engine.docker("inspect", "--format", "{{.HostConfig.RestartPolicy.Name}}", CONTAINER))
        .isEqualToIgnoringNewLines("unless-stopped");
    engine.docker("restart", CONTAINER);
    assertThat(onceItListens()).isEqualTo("one");
  }

  private String onceItListens() throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (true) {
      try {
        return get();
      } catch (ConnectException notYet) {
        assertThat(System.nanoTime()).as("it listens within 20 s").isLessThan(deadline);
        engine.docker("inspect", CONTAINER);
      }
    }
  }

  @Test
  void nothingOfItIsLeftOnceItIsStopped() throws Exception {
    edge().ensureRunning(settings, FENCE);
    edge().switchTo(blue(), PROBE, FENCE);
    edge().stop(FENCE);

    assertThat(engine.docker("ps", "--all", "--quiet")).isBlank();
  }
}
