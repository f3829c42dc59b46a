package dev.backline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.failure.ExitCode;
import dev.backline.testing.SshServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostCommandTest {

  @TempDir static Path shared;
  private static SshServer server;
  private static String address;
  private static String fingerprint;
  @TempDir Path folder;
  private CommandLineFixture fixture;

  @BeforeAll
  static void start() {
    server = SshServer.start(shared);
    address = "127.0.0.1:" + server.port();
    fingerprint = server.fingerprint("ed25519");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void prepare() {
    fixture = new CommandLineFixture(folder);
  }

  @Test
  void pinsListsAndForgetsAHostsKey() throws Exception {
    var trusted = fixture.run("host", "trust", address, "--fingerprint", fingerprint);
    var listed = fixture.run("host", "list");
    Path pins = fixture.data.resolve("hosts/known_hosts");
    List<String> lines = Files.readAllLines(pins);
    var removed = fixture.run("host", "remove", address);

    assertThat(trusted.out())
        .isEqualTo(address + " is trusted by its key ssh-ed25519 " + fingerprint + "\n");
    assertThat(listed.out().lines().skip(1))
        .containsExactly(address + "  ssh-ed25519  " + fingerprint);
    assertThat(lines).hasSize(1);
    assertThat(lines.getFirst()).startsWith("[127.0.0.1]:" + server.port() + " ssh-ed25519 AAAA");
    assertThat(removed.status()).isZero();
    assertThat(fixture.run("host", "list").out()).isEqualTo("No hosts are trusted yet\n");
    assertThat(fixture.run("host", "remove", address).status()).isEqualTo(ExitCode.USAGE.status());
  }

  @Test
  void pinsTheKeyThatTheFingerprintNames() {
    String rsa = server.fingerprint("rsa");
    assertThat(fixture.run("host", "trust", address, "--fingerprint", rsa, "--json").out())
        .isEqualTo(
            "{\"host\":\""
                + address
                + "\",\"type\":\"ssh-rsa\",\"fingerprint\":\""
                + rsa
                + "\",\"compared\":true}\n");
  }

  @Test
  void refusesAnotherFingerprintAndPinsNothing() {
    var result = fixture.run("host", "trust", address, "--fingerprint", "SHA256:another");

    assertThat(result.status()).isEqualTo(ExitCode.REFUSED.status());
    assertThat(result.err()).contains("it shows no key with SHA256:another", fingerprint);
    assertThat(fixture.run("host", "list").out()).isEqualTo("No hosts are trusted yet\n");
  }

  @Test
  void doesNotTrustAChangedKeyBeforeTheOldOneIsRemoved() throws Exception {
    assertThat(fixture.run("host", "trust", address).status()).isZero();
    Path pins = fixture.data.resolve("hosts/known_hosts");
    String before = Files.readString(pins);
    Path other = shared.resolve("client.pub");
    String[] key = Files.readString(other).split(" ", -1);
    Files.writeString(pins, before.replaceAll("ssh-ed25519 .*", "ssh-ed25519 " + key[1]));

    var result = fixture.run("host", "trust", address, "--fingerprint", fingerprint);

    assertThat(result.status()).isEqualTo(ExitCode.REFUSED.status());
    assertThat(result.err()).contains("ITS HOST KEY HAS CHANGED");
  }

  @Test
  void refusesWhatIsNoAddress() {
    assertThat(fixture.run("host", "trust", "not an address").status())
        .isEqualTo(ExitCode.USAGE.status());
  }
}
