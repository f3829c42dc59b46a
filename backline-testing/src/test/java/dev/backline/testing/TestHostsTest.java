package dev.backline.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TestHostsTest {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  @SuppressWarnings("NullAway.Init")
  private static TestHosts hosts;

  @SuppressWarnings("NullAway.Init")
  private static TestHost web;

  @SuppressWarnings("NullAway.Init")
  private static TestHost other;

  @BeforeAll
  static void makeTwo() {
    hosts = TestHosts.start(List.of(Debian.BOOKWORM, Debian.BOOKWORM));
    web = hosts.host(1);
    other = hosts.host(2);
    web.load(TinyImage.archive());
    web.run(
        "docker",
        "run",
        "--detach",
        "--restart=always",
        "--publish=8080:80",
        "--name=web",
        TinyImage.REFERENCE,
        "serve",
        "80");
  }

  @AfterAll
  static void leaveNothingBehind() {
    hosts.close();
    Leftovers.assertNone(hosts.place());
  }

  @Test
  void letTheUserInWhoMayBecomeRoot() {
    assertThat(ssh(web, "hostname").output()).isEqualTo("web-1\n");
    assertThat(ssh(other, "sudo", "-n", "id", "-un").output()).isEqualTo("root\n");
  }

  @Test
  void areKnownByTheirOwnKeys() {
    assertThat(web.hostKey()).startsWith("ssh-ed25519 ").isNotEqualTo(other.hostKey());
    assertThat(Programs.run("ssh-keyscan", "-t", "ed25519", web.address()))
        .contains(web.address() + " " + web.hostKey());
  }

  @Test
  void haveOwnProcessesFilesAndNginx() {
    assertThat(other.attempt("pgrep", "--full", "bin/serve").status()).isNotZero();
    assertThat(other.attempt("ls", web.address()).status()).isNotZero();
    assertThat(other.run("service", "nginx", "status")).contains("is running");
  }

  @Test
  void reachEachOthersContainersAlsoAfterAReboot() {
    assertThat(served()).isTrue();
    web.reboot();
    assertThat(Waiting.until(LIMIT, TestHostsTest::served)).isTrue();
    assertThat(ssh(web, "true").status()).isZero();
  }

  @Test
  void keepTheirContainersWhenDockerIsRestarted() {
    web.restartDocker();
    assertThat(Waiting.until(LIMIT, TestHostsTest::served)).isTrue();
  }

  @Test
  void reachNobodyWhileCutOff() {
    web.cutOff();
    assertThat(served()).isFalse();
    assertThat(ssh(web, "true").status()).isNotZero();
    web.reconnect();
    assertThat(Waiting.until(LIMIT, TestHostsTest::served)).isTrue();
  }

  @Test
  void haveDisksThatAreReallyFull() {
    other.fillDisk();
    for (String folder : List.of("/home/deploy", "/var/lib/docker")) {
      Ended ended = other.attempt("dd", "if=/dev/zero", "of=" + folder + "/more", "count=8");
      assertThat(ended.output()).contains("No space left on device");
      other.run("rm", folder + "/more");
    }
    other.freeDisk();
    other.run("dd", "if=/dev/zero", "of=/home/deploy/more", "count=8");
  }

  @Test
  void letNobodyInWithoutSshd() {
    other.stopSshd();
    assertThat(ssh(other, "true").output()).contains("Connection refused");
    other.startSshd();
    assertThat(ssh(other, "true").status()).isZero();
  }

  private static boolean served() {
    String url = "http://" + web.address() + ":8080";
    return other.attempt("curl", "--silent", "--max-time", "2", url).equals(new Ended(0, "tiny\n"));
  }

  private static Ended ssh(TestHost host, String... command) {
    List<String> argv =
        new ArrayList<>(
            List.of(
                "ssh",
                "-o",
                "LogLevel=ERROR",
                "-i",
                hosts.key().toString(),
                "-o",
                "BatchMode=yes"));
    argv.addAll(List.of("-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null"));
    argv.addAll(List.of("-o", "ConnectTimeout=3", hosts.user() + "@" + host.address()));
    argv.addAll(List.of(command));
    return Programs.end(LIMIT, Map.of(), argv);
  }
}
