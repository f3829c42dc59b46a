package dev.backline.host.provision;

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
import dev.backline.config.Samples;
import dev.backline.config.SshLoginAddress;
import dev.backline.host.CommandResult;
import dev.backline.host.HostCommand;
import dev.backline.host.local.LocalHost;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequirementsTest {

  private static final HostFacts FACTS = new HostFacts("Debian GNU/Linux 12", 2222);

  @Test
  void theUserIsMadeOnlyByRoot() {
    ProvisionGoal goal = goal("deploy", true);

    assertThat(names(goal.asRoot())).startsWith("user deploy", "keys of deploy", "sudo for deploy");
    assertThat(names(goal)).startsWith("Docker Engine").contains("deploy and the engine");
    assertThat(names(goal("root", true).asRoot())).noneMatch(name -> name.contains("root"));
  }

  @Test
  void nginxIsRequiredOnlyWhereItRunsOnTheHost() {
    assertThat(names(goal("deploy", true))).contains("nginx", "rotation of nginx's logs");
    assertThat(names(goal("deploy", false))).noneMatch(name -> name.contains("nginx"));
  }

  @Test
  void thePortThatWeCameThroughIsLetInBeforeAllOthers() {
    Requirement firewall = FirewallRequirement.of(FACTS, goal("deploy", true).withFirewall());

    assertThat(firewall.changes())
        .extracting(Change::what)
        .endsWith("let in port 2222", "let in port 80", "let in port 443", "switch ufw on");
    assertThat(firewall.changes().getLast()).isInstanceOf(Change.Guarded.class);
  }

  @Test
  void everyCommandRunsAsRootAndEveryCheckHasADeadline() {
    assertThat(Requirements.of(FACTS, goal("deploy", true).asRoot().withFirewall()))
        .allSatisfy(requirement -> {
          assertThat(requirement.check().privileged()).isTrue();
          assertThat(requirement.check().timeout()).isLessThan(Duration.ofMinutes(1));
          for (Change change : requirement.changes()) {
            if (change instanceof Change.Run run) {
              assertThat(run.command().privileged()).isTrue();
            }
          }
        });
  }

  @ParameterizedTest
  @CsvSource({
    "985000,0,Unmet", // 1 GB
    "985000,1048572,Met", // 1 GB and swap
    "2014000,0,Met", // 2 GB
  })
  void swapIsRequiredOfASmallHostThatHasNone(
      long memory, long swap, String verdict, @TempDir Path folder) throws Exception {
    Path meminfo = folder.resolve("meminfo");
    Files.writeString(
        meminfo, "MemTotal: " + memory + " kB\nMemFree: 1 kB\nSwapTotal: " + swap + " kB\n");
    List<String> argv =
        SwapRequirement.get().check().argv().stream()
            .map(word -> word.equals("/proc/meminfo") ? meminfo.toString() : word)
            .toList();

    CommandResult result = new LocalHost().run(HostCommand.of(argv));

    assertThat(Verdict.of(result).getClass().getSimpleName()).isEqualTo(verdict);
    assertThat(Verdict.of(result).found()).startsWith(memory / 1024 + " MiB of memory");
  }

  @Test
  void aCheckThatFailsIsNoReasonToChangeAnything() {
    assertThat(Verdict.of(ended(0, "1.29.2"))).isEqualTo(new Verdict.Met("1.29.2"));
    assertThat(Verdict.of(ended(1, "not installed"))).isEqualTo(new Verdict.Unmet("not installed"));
    assertThat(Verdict.of(ended(2, "firewalld"))).isEqualTo(new Verdict.Unfit("firewalld"));
    assertThat(Verdict.of(ended(127, "sh: not found"))).isInstanceOf(Verdict.Unfit.class);
    assertThat(Verdict.of(new CommandResult(1, List.of(), List.of(), Duration.ofSeconds(30), true)))
        .isInstanceOf(Verdict.Unfit.class);
  }

  @Test
  void anEnvironmentTellsWhatItsHostsAreToBeReadyFor() {
    assertThat(goal("deploy", true).directory()).isEqualTo("/opt/backline/tiny-dev");
    assertThat(goal("deploy", true).openPorts()).isEqualTo(new TreeSet<>(List.of(80, 443)));
    assertThat(goal("deploy", true).nginx()).isTrue();
    assertThat(goal("deploy", false).nginx()).isFalse();
  }

  private static List<String> names(ProvisionGoal goal) {
    return Requirements.of(FACTS, goal).stream().map(Requirement::name).toList();
  }

  private static CommandResult ended(int status, String said) {
    return new CommandResult(status, List.of(said), List.of(), Duration.ofMillis(3), false);
  }

  private static ProvisionGoal goal(String user, boolean nginxOnHost) {
    HostSpec host =
        new HostSpec(
            new HostName("web-1"), SshLoginAddress.parse(user + "@10.0.0.11"), Optional.empty());
    NginxSpec.Where where =
        nginxOnHost
            ? new NginxSpec.Where.OnHost()
            : new NginxSpec.Where.InContainer(new ImageName("nginx:1.27"));
    Placement.OnHosts placement =
        new Placement.OnHosts(
            List.of(host),
            new ComposeSpec(Optional.empty(), 18081, 18082, List.of()),
            new NginxSpec(where, Optional.empty()),
            Optional.empty());
    AppConfig config = Samples.config(Samples.MINIMAL);
    EnvironmentSpec dev = config.environment(new EnvironmentName("dev")).orElseThrow();
    return ProvisionGoal.of(config.app(), dev, placement, host);
  }
}
