package dev.backline.host.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backline.config.HostName;
import dev.backline.failure.BacklineException;
import dev.backline.failure.ExitCode;
import dev.backline.host.HostCommand;
import dev.backline.host.local.LocalHost;
import dev.backline.host.ssh.SshIdentity.Agent;
import dev.backline.host.ssh.SshIdentity.KeyFile;
import dev.backline.secret.Secret;
import dev.backline.testing.SshServer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SshLoginTest {

  @TempDir static Path shared;
  private static SshServer server;
  @TempDir Path folder;

  @BeforeAll
  static void start() {
    server = SshServer.start(shared);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ed25519", "ecdsa", "rsa"})
  void logsInByAnEncryptedKeyFileOfEachKind(String kind) throws Exception {
    Path key = server.makeKey("encrypted-" + kind, kind, "open sesame");
    server.authorise("encrypted-" + kind);

    assertThat(whoAmI(new KeyFile(key, Optional.of(Secret.of("open sesame")))))
        .isEqualTo(server.user());
    assertThatThrownBy(() -> whoAmI(new KeyFile(key, Optional.of(Secret.of("wrong-one")))))
        .hasMessageContaining("can't be used")
        .hasMessageNotContaining("wrong-one");
  }

  @Test
  void logsInByAnAgent() throws Exception {
    Path socket = folder.resolve("agent");
    Process agent =
        new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      while (!Files.exists(socket)) {
        assertThat(agent.isAlive()).isTrue();
        Thread.onSpinWait();
      }
      assertThat(
              new LocalHost()
                  .run(
                      HostCommand.of("ssh-add", server.clientKey().toString())
                          .with("SSH_AUTH_SOCK", Secret.of(socket.toString())))
                  .succeeded())
          .isTrue();
      assertThat(whoAmI(new Agent(socket))).isEqualTo(server.user());
    } finally {
      agent.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }
    assertThatThrownBy(() -> whoAmI(new Agent(folder.resolve("none"))))
        .hasMessageContaining("there is no agent at");
  }

  @Test
  void refusesAnUnknownHostWithItsFingerprintAndTheCommandThatTrustsIt() {
    String fingerprint = server.fingerprint("ed25519");
    refusal(
        new PinnedKeys(folder.resolve("none")),
        failure -> {
          assertThat(failure.failure().exitCode()).isEqualTo(ExitCode.REFUSED);
          assertThat(failure.failure().why())
              .contains("not trusted yet", "ssh-ed25519 " + fingerprint);
          assertThat(failure.failure().remedy())
              .endsWith(
                  "backline host trust 127.0.0.1:"
                      + server.port()
                      + " --fingerprint "
                      + fingerprint);
        });
  }

  @Test
  void refusesAChangedKeyLoudlyAndSendsNothing() throws Exception {
    PinnedKeys pins = new PinnedKeys(folder.resolve("known_hosts"));
    pins.trust(SshFixture.address(server), List.of(SshFixture.key(server, "ed25519")));
    try (SshServer other = SshServer.start(Files.createDirectory(folder.resolve("other")))) {
      pins.trust(SshFixture.address(other), List.of(SshFixture.key(server, "ed25519")));
      try (SshHost host = new SshHost(SshFixture.target(other), pins)) {
        assertThatThrownBy(() -> host.run(HostCommand.of("true")))
            .isInstanceOfSatisfying(
                BacklineException.class,
                e -> {
                  assertThat(e.failure().exitCode()).isEqualTo(ExitCode.REFUSED);
                  assertThat(e.failure().why())
                      .startsWith("ITS HOST KEY HAS CHANGED")
                      .contains(other.fingerprint("ed25519"), server.fingerprint("ed25519"));
                });
      }
    }
  }

  @Test
  void asksForTheKindOfKeyThatIsPinned() throws Exception {
    PinnedKeys pins = new PinnedKeys(folder.resolve("known_hosts"));
    for (String kind : List.of("rsa", "ecdsa")) {
      pins.trust(SshFixture.address(server), List.of(SshFixture.key(server, kind)));
      try (SshHost host = new SshHost(SshFixture.target(server), pins)) {
        assertThat(host.run(HostCommand.of("true")).succeeded()).isTrue();
      }
    }
  }

  @Test
  void scansTheKeysThatSshKeygenShows() throws Exception {
    assertThat(new HostKeyScan(SshFixture.address(server), SshFixture.DEADLINES).keys())
        .extracting(HostKey::fingerprint)
        .containsExactly(
            server.fingerprint("ed25519"), server.fingerprint("ecdsa"), server.fingerprint("rsa"));
  }

  @Test
  void saysThatNoKeyIsTaken() throws Exception {
    Path key = server.makeKey("stranger", "ed25519", "");
    assertThatThrownBy(() -> whoAmI(new KeyFile(key, Optional.empty())))
        .hasMessageContaining("the server takes none of our keys");
    assertThatThrownBy(() -> whoAmI(new KeyFile(folder.resolve("none"), Optional.empty())))
        .hasMessageContaining("it does not exist");
  }

  @Test
  void saysThatAHostIsUnreachable() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    unavailable(new SshAddress("127.0.0.1", port), "refused");
    unavailable(new SshAddress("no-such-host.invalid", 22), "can't be resolved");
  }

  @Test
  void aHostThatAcceptsAndSaysNothingIsGivenUp() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      long begun = System.nanoTime();
      unavailable(new SshAddress("127.0.0.1", silent.getLocalPort()), "");
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(9));
    }
  }

  private void unavailable(SshAddress address, String why) {
    SshTarget target =
        new SshTarget(
            new HostName("web-1"),
            address,
            "anna",
            List.of(new KeyFile(server.clientKey(), Optional.empty())),
            new SshDeadlines(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(5)));
    try (SshHost host = new SshHost(target, new PinnedKeys(folder.resolve("none")))) {
      assertThatThrownBy(() -> host.run(HostCommand.of("true")))
          .isInstanceOfSatisfying(
              BacklineException.class,
              e -> assertThat(e.failure().exitCode()).isEqualTo(ExitCode.UNAVAILABLE))
          .hasMessageStartingWith("connecting to web-1 (anna@" + address + ")")
          .hasMessageContaining(why);
    }
  }

  private void refusal(PinnedKeys pins, java.util.function.Consumer<BacklineException> check) {
    try (SshHost host = new SshHost(SshFixture.target(server), pins)) {
      assertThatThrownBy(() -> host.run(HostCommand.of("true")))
          .isInstanceOfSatisfying(BacklineException.class, check);
    }
  }

  private String whoAmI(SshIdentity identity) throws Exception {
    PinnedKeys pins = SshFixture.trusting(server, folder);
    try (SshHost host = new SshHost(SshFixture.target(server, identity), pins)) {
      return host.run(HostCommand.of("id", "-un")).stdout().getFirst();
    }
  }
}
