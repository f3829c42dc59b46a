package dev.backline.host.examine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.config.HostName;
import dev.backline.config.HostSpec;
import dev.backline.config.SshLoginAddress;
import dev.backline.host.ConnectedHost;
import dev.backline.host.examine.HostFinding.Fine;
import dev.backline.host.examine.HostFinding.Unfit;
import dev.backline.host.ssh.HostKey;
import dev.backline.host.ssh.PinnedKeys;
import dev.backline.host.ssh.SshAddress;
import dev.backline.host.ssh.SshDeadlines;
import dev.backline.host.ssh.SshHosts;
import dev.backline.testing.SshServer;
import dev.backline.testing.TestEngine;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** This machine with a real engine, looked at as a host over a real sshd. */
@Timeout(180)
class DeliveryExaminationTest {

  private static final SpaceNeed LITTLE = new SpaceNeed(0, 0);
  private static final InstantSource OURS = InstantSource.system();

  @TempDir static Path folder;
  private static TestEngine engine;
  private static SshServer server;

  @BeforeAll
  static void start() {
    engine = TestEngine.make();
    server = SshServer.start(folder, engine.variables());
  }

  @AfterAll
  static void stop() {
    server.close();
    engine.close();
  }

  @Test
  void aHostThatIsFitHasNothingAgainstIt() throws Exception {
    assertThat(look(server, OURS, 18_181, LITTLE))
        .allSatisfy(finding -> assertThat(finding).isInstanceOf(Fine.class))
        .extracting(HostFinding::subject)
        .containsExactly(
            "reachable",
            "clock",
            "Docker Engine",
            "Compose",
            "disk of images",
            "disk of the project",
            "memory",
            "ports");
  }

  @Test
  void oneThatCanNotBeReachedIsOneFinding() throws Exception {
    SshServer other = SshServer.start(Files.createDirectory(folder.resolve("other")));
    other.stop();
    assertThat(look(other, OURS, 18_181, LITTLE))
        .singleElement()
        .isInstanceOfSatisfying(
            Unfit.class, unfit -> assertThat(unfit.subject()).isEqualTo("reachable"));
    other.close();
  }

  @Test
  void allThatIsWrongIsTold() throws Exception {
    SpaceNeed huge = new SpaceNeed(1L << 60, 1L << 60);
    InstantSource behind = InstantSource.offset(OURS, Duration.ofMinutes(-2));
    try (ServerSocket taken = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      List<HostFinding> findings = look(server, behind, taken.getLocalPort(), huge);

      assertThat(findings)
          .filteredOn(Unfit.class::isInstance)
          .extracting(HostFinding::subject)
          .containsExactly("clock", "disk of images", "memory", "ports");
      assertThat(unfit(findings, "clock")).contains("s ahead of this machine's");
      assertThat(unfit(findings, "disk of images")).startsWith("only ");
      assertThat(unfit(findings, "memory")).contains("beside the one that serves");
      assertThat(unfit(findings, "ports")).contains(taken.getLocalPort() + " for slot blue: java");
    }
  }

  @Test
  void anEngineThatDoesNotAnswerIsTold() throws Exception {
    SshServer without =
        SshServer.start(
            Files.createDirectory(folder.resolve("without")),
            Map.of("DOCKER_HOST", "unix:///nowhere.sock"));
    assertThat(unfit(look(without, OURS, 18_181, LITTLE), "Docker Engine"))
        .contains("it can't be asked");
    without.close();
  }

  private static String unfit(List<HostFinding> findings, String subject) {
    return findings.stream()
        .filter(finding -> finding.subject().equals(subject))
        .map(finding -> finding instanceof Unfit unfit ? unfit.why() : "it is fine")
        .findFirst()
        .orElse("nothing of it");
  }

  private static List<HostFinding> look(
      SshServer sshd, InstantSource clock, int blue, SpaceNeed need) throws Exception {
    SshAddress address = new SshAddress("127.0.0.1", sshd.port());
    PinnedKeys pins = new PinnedKeys(folder.resolve("known_hosts"));
    String[] key = sshd.hostKey("ed25519").strip().split(" ", -1);
    pins.trust(address, List.of(new HostKey(key[0], key[1])));
    HostSpec spec =
        new HostSpec(
            new HostName("web-1"),
            new SshLoginAddress(sshd.user(), "127.0.0.1", sshd.port()),
            Optional.of(sshd.clientKey().toString()));
    ExpectedHost expected =
        new ExpectedHost(
            "prod",
            sshd.user(),
            "/srv/no-such-project",
            false,
            new TreeMap<>(Map.of(18_999, "the edge", blue, "slot blue")),
            List.of());
    SshHosts hosts = new SshHosts(pins, folder, Optional.empty(), SshDeadlines.USUAL);
    try (ConnectedHost host = hosts.open(spec)) {
      return new DeliveryExamination(clock)
          .of(
              host,
              expected,
              new DeliveryExamination.Need() {
                @Override
                public long images() {
                  return need.images();
                }

                @Override
                public long memory() {
                  return need.memory();
                }
              });
    }
  }
}
