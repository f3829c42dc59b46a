package dev.backline.host.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backline.config.HostName;
import dev.backline.config.HostSpec;
import dev.backline.config.SshLoginAddress;
import dev.backline.failure.BacklineException;
import dev.backline.failure.ExitCode;
import dev.backline.host.HostCommand;
import dev.backline.testing.SshServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SshHostsTest {

  @TempDir static Path shared;
  private static SshServer server;
  @TempDir Path home;
  private Path keys;

  @BeforeAll
  static void start() throws Exception {
    server = SshServer.start(shared);
    SshFixture.trusting(server, shared);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void makeFolder() throws Exception {
    keys = Files.createDirectory(home.resolve(".ssh"));
  }

  @Test
  void logsInByTheKeyThatTheConfigurationNames() throws Exception {
    Files.copy(server.clientKey(), keys.resolve("deploy"));

    assertThat(whoAmI(Optional.of("~/.ssh/deploy"))).isEqualTo(server.user());
    assertThat(whoAmI(Optional.of(keys.resolve("deploy").toString()))).isEqualTo(server.user());
  }

  @Test
  void logsInByAUsualKeyAndPassesOverOneWithAPassphrase() throws Exception {
    Files.copy(server.clientKey(), keys.resolve("id_rsa"));
    Files.copy(server.makeKey("locked", "ed25519", "sesame"), keys.resolve("id_ed25519"));

    assertThat(whoAmI(Optional.empty())).isEqualTo(server.user());
  }

  @Test
  void saysThatThereIsNothingToLogInWith() {
    assertThatThrownBy(() -> whoAmI(Optional.empty()))
        .isInstanceOfSatisfying(
            BacklineException.class,
            e -> assertThat(e.failure().exitCode()).isEqualTo(ExitCode.UNAVAILABLE))
        .hasMessageContaining("there is no key to log in with");
  }

  @Test
  void anAgentThatIsGoneDoesNotKeepAKeyFromBeingUsed() throws Exception {
    Files.copy(server.clientKey(), keys.resolve("id_ed25519"));
    Map<String, String> variables =
        Map.of("HOME", home.toString(), "SSH_AUTH_SOCK", home.resolve("gone").toString());

    assertThat(whoAmI(SshHosts.of(shared.resolve("known_hosts"), variables), Optional.empty()))
        .isEqualTo(server.user());
  }

  @Test
  void tellsWhichKeysHaveAPassphrase() throws Exception {
    for (String kind : new String[] {"ed25519", "ecdsa", "rsa"}) {
      Path open = server.makeKey("open-" + kind, kind, "");
      Path locked = server.makeKey("locked-" + kind, kind, "open sesame");

      assertThat(PrivateKeyFile.isEncrypted(open)).isFalse();
      assertThat(PrivateKeyFile.isEncrypted(locked)).isTrue();
    }
    assertThat(
            PrivateKeyFile.isEncrypted(
                "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nMIIE\n"))
        .isTrue();
    assertThat(PrivateKeyFile.isEncrypted("-----BEGIN RSA PRIVATE KEY-----\nMIIE\n")).isFalse();
  }

  private String whoAmI(Optional<String> key) throws InterruptedException {
    return whoAmI(SshHosts.of(shared.resolve("known_hosts"), Map.of("HOME", home.toString())), key);
  }

  private static String whoAmI(SshHosts hosts, Optional<String> key) throws InterruptedException {
    HostSpec spec =
        new HostSpec(
            new HostName("web-1"),
            new SshLoginAddress(server.user(), "127.0.0.1", server.port()),
            key);
    try (SshHost host = hosts.open(spec)) {
      return host.run(HostCommand.of("id", "-un")).stdout().getFirst();
    }
  }
}
