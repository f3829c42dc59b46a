package dev.backline.host.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backline.failure.BacklineException;
import dev.backline.host.CommandResult;
import dev.backline.host.ssh.SshHosts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real ufw on a host of its own. */
@Tag("long")
@Timeout(180)
class FirewallTest {

  private static final ProvisionGoal GOAL =
      new ProvisionGoal(
          "anna", "anna", "/srv/shop", "shop-prod", false, new TreeSet<>(List.of(80, 443)), false);
  private static final Duration SOON = Duration.ofSeconds(15);
  private static final String ACTIVE = "sudo -n ufw status";

  @TempDir static Path folder;
  private static BareHost host;
  private static SshHosts hosts;

  @BeforeAll
  static void start() throws Exception {
    host = BareHost.start(folder);
    hosts = host.hosts();
  }

  @AfterAll
  static void stop() {
    host.close();
  }

  @BeforeEach
  void switchOff() throws Exception {
    host.sh(
        "root",
        "! command -v ufw >/dev/null || ufw --force reset >/dev/null; nft flush ruleset"
            + " 2>/dev/null; true");
  }

  @Test
  void noneIsSwitchedOnUnlessItIsAskedFor() throws Exception {
    assertThat(check(22, GOAL))
        .isEqualTo(new Verdict.Met("none is active, and none was asked for"));
    assertThat(check(22, GOAL.withFirewall())).isEqualTo(new Verdict.Unmet("none is active"));
  }

  @Test
  void letsInWhoHasToBeAndStaysWhereANewConnectionComesThrough() throws Exception {
    make(22, GOAL.withFirewall());

    assertThat(check(22, GOAL)).isEqualTo(new Verdict.Met("lets in ports 22 80 443"));
    assertThat(check(22, GOAL.withFirewall())).isInstanceOf(Verdict.Met.class);
    // The host's timer is over by now, and has left it on.
    assertThat(host.sh("anna", "sleep " + (SOON.toSeconds() + 1) + "; " + ACTIVE))
        .startsWith("Status: active");
  }

  @Test
  void takesItBackByItselfWhereItLocksUsOut() throws Exception {
    // As if the SSH server listened elsewhere: port 22 is not let in.
    assertThatThrownBy(() -> make(2222, GOAL.withFirewall()))
        .isInstanceOf(BacklineException.class)
        .hasMessageContaining("no new connection came through after it")
        .hasMessageContaining("the host has taken it back");

    assertThat(host.sh("anna", ACTIVE)).isEqualTo("Status: inactive");
  }

  @Test
  void opensWhatIsMissingInOneThatIsActiveAndNeverSwitchesThatOff() throws Exception {
    make(22, GOAL.withFirewall());
    host.sh("anna", "sudo -n ufw delete allow 443/tcp");
    assertThat(check(22, GOAL)).isEqualTo(new Verdict.Unmet("is active and does not let in: 443"));

    make(22, GOAL);

    assertThat(check(22, GOAL)).isEqualTo(new Verdict.Met("lets in ports 22 80 443"));
    assertThat(host.sh("anna", "sleep " + (SOON.toSeconds() + 1) + "; " + ACTIVE))
        .startsWith("Status: active");
  }

  @Test
  void leavesAPacketFilterOfSomebodyElseAlone() throws Exception {
    host.sh(
        "root",
        "nft 'add table inet own; add chain inet own in { type filter hook input priority 0; policy"
            + " drop; }; add rule inet own in tcp dport 22 accept; add rule inet own in ct state"
            + " established accept'");

    assertThat(check(22, GOAL))
        .isEqualTo(
            new Verdict.Met(
                "a packet filter other than ufw is active; it has to let in ports 22 80 443"));
    assertThat(check(22, GOAL.withFirewall())).isInstanceOf(Verdict.Unfit.class);
  }

  private static Requirement requirement(int sshPort, ProvisionGoal goal) {
    return FirewallRequirement.of(new HostFacts("Debian", sshPort), goal, SOON);
  }

  private static Verdict check(int sshPort, ProvisionGoal goal) throws InterruptedException {
    try (var anna = hosts.open(host.as("anna"))) {
      CommandResult result = anna.run(requirement(sshPort, goal).check());
      return Verdict.of(result);
    }
  }

  private static void make(int sshPort, ProvisionGoal goal) throws InterruptedException {
    try (var anna = hosts.open(host.as("anna"))) {
      for (Change change : requirement(sshPort, goal).changes()) {
        new Changing(hosts, host.as("anna"), anna, "look at it").make(change);
      }
    }
  }
}
