package dev.backline.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.config.AppConfig;
import dev.backline.config.ComposeSpec;
import dev.backline.config.EnvironmentName;
import dev.backline.config.EnvironmentSpec;
import dev.backline.config.HostName;
import dev.backline.config.HostSpec;
import dev.backline.config.ImageName;
import dev.backline.config.NginxSpec;
import dev.backline.config.Placement;
import dev.backline.config.SshLoginAddress;
import dev.backline.config.parse.ConfigFile;
import dev.backline.host.ssh.HostKey;
import dev.backline.host.ssh.PinnedKeys;
import dev.backline.host.ssh.SshAddress;
import dev.backline.host.ssh.SshHosts;
import dev.backline.testing.SshServer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** This machine, looked at as a host over SSH. */
class HostFindingsTest {

  private static final String CONFIG =
      """
      app: shop
      build: {command: make, inputs: ['**']}
      artifact: {bundle: {from: .}}
      run: {command: ./start}
      environments:
        dev: {listen: '127.0.0.1:18999'}
      """;

  @TempDir static Path folder;
  private static SshServer server;
  private PinnedKeys pins;

  @BeforeAll
  static void start() {
    server = SshServer.start(folder);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void trust() throws Exception {
    pins = new PinnedKeys(folder.resolve("known_hosts"));
    String[] key = server.hostKey("ed25519").strip().split(" ", -1);
    pins.trust(address(server.port()), List.of(new HostKey(key[0], key[1])));
  }

  @Test
  void looksAtEverythingOfAHostThatIsReached() throws Exception {
    assertThat(look(server.port(), 18_181, server.clientKey(), Optional.empty()))
        .contains(
            Finding.fine(
                "web-1's reachable", "as " + server.user() + "@127.0.0.1:" + server.port()),
            Finding.fine("web-1's clock", "right"),
            Finding.fine("web-1's ports", "free or ours: [18181, 18182, 18999]"),
            Finding.unfit(
                "web-1's directory", "/srv/no-such-project is not there", "backline provision dev"),
            Finding.fine("web-1's secrets' files", "none yet"))
        .extracting(Finding::subject)
        .contains("web-1's Docker Engine", "web-1's Compose", "web-1's memory");
  }

  @Test
  void tellsAPortThatSomebodyElseHas() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      assertThat(look(server.port(), taken.getLocalPort(), server.clientKey(), Optional.empty()))
          .anySatisfy(finding ->
              assertThat(finding)
                  .isInstanceOfSatisfying(
                      Finding.Unfit.class,
                      unfit ->
                          assertThat(unfit.why())
                              .contains(taken.getLocalPort() + " for slot blue: java")));
    }
  }

  @Test
  void tellsApartWhyAHostIsNotReached() throws Exception {
    int nobody;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = free.getLocalPort();
    }
    assertThat(only(look(nobody, 18_181, server.clientKey(), Optional.empty())))
        .containsIgnoringCase("refused");

    Path stranger = server.makeKey("stranger", "ed25519", "");
    assertThat(only(look(server.port(), 18_181, stranger, Optional.empty())))
        .contains("takes none of our keys");

    pins.remove(address(server.port()));
    assertThat(only(look(server.port(), 18_181, server.clientKey(), Optional.empty())))
        .contains("its host key is not trusted yet");
  }

  @Test
  void looksAtThePublicNameOfTheEnvironment() throws Exception {
    assertThat(
            look(
                server.port(),
                18_181,
                server.clientKey(),
                Optional.of(URI.create("https://no-such-name.invalid"))))
        .contains(
            Finding.unfit(
                "dev's public name",
                "no-such-name.invalid can't be resolved",
                "give it an A or AAAA record: 127.0.0.1"));
  }

  private static String only(List<Finding> findings) {
    assertThat(findings).hasSize(1);
    return ((Finding.Unfit) findings.getFirst()).why();
  }

  private List<Finding> look(int sshPort, int blue, Path key, Optional<URI> url) throws Exception {
    AppConfig config =
        ConfigFile.read("backline.yml", CONFIG.getBytes(StandardCharsets.UTF_8)).orThrow();
    EnvironmentSpec dev = config.environment(new EnvironmentName("dev")).orElseThrow();
    HostSpec host =
        new HostSpec(
            new HostName("web-1"),
            new SshLoginAddress(server.user(), "127.0.0.1", sshPort),
            Optional.of(key.toString()));
    Placement.OnHosts placement =
        new Placement.OnHosts(
            List.of(host),
            new ComposeSpec(Optional.of("/srv/no-such-project"), blue, 18_182, List.of()),
            new NginxSpec(
                new NginxSpec.Where.InContainer(new ImageName("nginx:1.27")), Optional.empty()),
            Optional.empty());
    return new HostFindings(SshHosts.of(pins.file(), Map.of()), InstantSource.system())
        .look(config.app(), dev, placement, url);
  }

  private static SshAddress address(int port) {
    return new SshAddress("127.0.0.1", port);
  }
}
