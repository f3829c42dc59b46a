package dev.backline.host.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backline.failure.BacklineException;
import dev.backline.failure.ExitCode;
import dev.backline.host.provision.ProvisionOutcome.AlreadySo;
import dev.backline.host.provision.ProvisionOutcome.Changed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One bare host, planned for, provisioned, and provisioned again. */
@Timeout(240)
class ProvisioningTest {

  private static final ProvisionGoal GOAL =
      new ProvisionGoal(
          "deploy",
          "deploy",
          "/opt/backline/shop-prod",
          "shop-prod",
          true,
          new TreeSet<>(List.of(80, 443)),
          false);

  /** All that a plan might have touched: packages, users, files below /etc and /opt. */
  private static final String STATE =
      "dpkg-query -W; getent passwd; find /etc /opt -newer /srv/version -type f | sort;"
          + " find /etc /opt -type f | sort | xargs sha256sum";

  @TempDir static Path folder;
  private static BareHost host;
  private static Provisioning provisioning;
  private static ProvisionPlan planned;
  private static String before;
  private static String afterPlan;
  private static ProvisionReport first;
  private static ProvisionReport second;
  private static final List<String> firstChanges = new ArrayList<>();
  private static final List<String> secondChanges = new ArrayList<>();

  @BeforeAll
  static void provisionTwice() throws Exception {
    host = BareHost.start(folder);
    provisioning = new Provisioning(host.hosts());
    before = host.sh("root", STATE);
    planned = provisioning.plan(host.as("deploy"), GOAL.asRoot());
    afterPlan = host.sh("root", STATE);
    first =
        provisioning.carryOut(
            host.as("deploy"), GOAL.asRoot(), (name, what, change) -> firstChanges.add(change));
    second =
        provisioning.carryOut(
            host.as("deploy"), GOAL, (name, what, change) -> secondChanges.add(change));
  }

  @AfterAll
  static void stop() {
    host.close();
  }

  @Test
  void aPlanTellsWhatWouldBeChangedAndChangesNothing() {
    assertThat(planned.system()).startsWith("Debian GNU/Linux");
    assertThat(planned.changesNothing()).isFalse();
    assertThat(planned.entries())
        .filteredOn(entry -> entry.requirement().equals("Docker Engine"))
        .singleElement()
        .satisfies(entry -> {
          assertThat(entry.verdict()).isEqualTo(new Verdict.Unmet("not installed"));
          assertThat(entry.changes()).contains("install docker.io, apparmor, ca-certificates");
        });
    assertThat(afterPlan).isEqualTo(before);
  }

  @Test
  void whatIsMissingIsAddedUntilEveryRequirementIsMet() throws Exception {
    assertThat(first.outcomes())
        .filteredOn(outcome -> !(outcome instanceof Changed || outcome instanceof AlreadySo))
        .isEmpty();
    assertThat(first.ready()).isTrue();
    assertThat(first.outcomes())
        .filteredOn(Changed.class::isInstance)
        .extracting(ProvisionOutcome::requirement)
        .contains("user deploy", "Docker Engine", "Compose", "nginx", "log rotation");
  }

  @Test
  void theUserThatWasMadeLogsInAndDeploys() throws Exception {
    assertThat(host.sh("deploy", "docker run --help >/dev/null && docker info -f '{{.ID}}'"))
        .isNotBlank();
    assertThat(host.sh("deploy", "docker-compose version --short || docker compose version"))
        .isNotBlank();
    assertThat(host.sh("deploy", "touch /opt/backline/shop-prod/x && stat -c '%U %a %n' /opt/*/*"))
        .isEqualTo("deploy 751 /opt/backline/shop-prod");
    assertThat(host.sh("deploy", "sudo -n nginx -t 2>&1 && sudo -n id -u")).endsWith("0");
  }

  @Test
  void logsAreRotatedAsTheFileSays() throws Exception {
    host.sh(
        "deploy",
        "mkdir -p /opt/backline/shop-prod/logs; echo x >/opt/backline/shop-prod/logs/a.log");
    host.sh("root", "logrotate --force /etc/logrotate.d/backline-shop-prod");

    assertThat(host.sh("deploy", "ls /opt/backline/shop-prod/logs")).isEqualTo("a.log\na.log.1");
  }

  @Test
  void aSecondTimeNothingIsChanged() {
    assertThat(second.outcomes()).filteredOn(outcome -> !(outcome instanceof AlreadySo)).isEmpty();
    assertThat(firstChanges).isNotEmpty();
    assertThat(secondChanges).isEmpty();
  }

  @Test
  void aHostThatLetsUsDoNothingAsRootIsRefused() {
    assertThatThrownBy(() -> provisioning.plan(host.as("bob"), goalFor("bob")))
        .isInstanceOfSatisfying(
            BacklineException.class,
            e -> {
              assertThat(e.failure().exitCode()).isEqualTo(ExitCode.UNAVAILABLE);
              assertThat(e.failure().remedy())
                  .isEqualTo("let bob use sudo there without a password, or log in as root");
            });
  }

  @Test
  void aUserWithSudoIsEnough() throws Exception {
    ProvisionReport report =
        provisioning.carryOut(host.as("anna"), goalFor("anna"), (name, what, change) -> {});

    assertThat(report.ready()).isTrue();
    assertThat(host.sh("anna", "docker version -f '{{.Server.Version}}'")).isNotBlank();
  }

  @Test
  void twoProvisioningsOfAHostAreKeptApart() throws Exception {
    try (var other = host.hosts().open(host.as("anna"));
        HostLock held = HostLock.take(other)) {
      assertThatThrownBy(
              () -> provisioning.carryOut(host.as("anna"), goalFor("anna"), (name, r, c) -> {}))
          .isInstanceOfSatisfying(
              BacklineException.class,
              e -> assertThat(e.failure().exitCode()).isEqualTo(ExitCode.REFUSED))
          .hasMessageContaining("somebody else provisions it");
    }
    try (var other = host.hosts().open(host.as("anna"));
        HostLock free = HostLock.take(other)) {
      assertThat(free).isNotNull();
    }
  }

  private static ProvisionGoal goalFor(String user) {
    return new ProvisionGoal(
        user, user, "/opt/backline/" + user, user, true, new TreeSet<>(List.of(80)), false);
  }
}
