package dev.backline.cli;

import dev.backline.cli.app.AppChoice;
import dev.backline.cli.app.AppTarget;
import dev.backline.cli.app.EnvironmentText;
import dev.backline.cli.provision.ProvisionView;
import dev.backline.cli.session.Session;
import dev.backline.config.AppConfig;
import dev.backline.config.EnvironmentName;
import dev.backline.config.EnvironmentSpec;
import dev.backline.config.HostSpec;
import dev.backline.config.Placement;
import dev.backline.failure.ExitCode;
import dev.backline.failure.Failure;
import dev.backline.host.provision.ProvisionGoal;
import dev.backline.host.provision.ProvisionPlan;
import dev.backline.host.provision.ProvisionReport;
import dev.backline.host.provision.Provisioning;
import dev.backline.host.provision.Verdict;
import dev.backline.host.ssh.SshHosts;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code backline provision}. */
@Command(
    name = "provision",
    description = {
      "Make an environment's hosts ready: Docker Engine, Compose, nginx, directories, log rotation,"
          + " security updates.",
      "What a host has already is not touched; a second time changes nothing."
    })
final class ProvisionCommand implements Callable<Integer> {

  private final Session session;
  private final Function<EnvironmentSpec, Placement> placements;

  @Parameters(
      index = "0",
      paramLabel = "ENV",
      description = "the environment",
      converter = EnvironmentText.class)
  private EnvironmentName environment = new EnvironmentName("dev");

  @Option(names = "--plan", description = "only show what would be changed")
  private boolean planOnly;

  @Option(
      names = "--as-root",
      description = "log in as root, and make the user of backline.yml where there is none")
  private boolean asRoot;

  @Option(
      names = "--firewall",
      description =
          "switch a firewall (ufw) on where none is; the host takes it back by itself if it can't"
              + " be reached any more")
  private boolean firewall;

  ProvisionCommand(Session session) {
    this(session, EnvironmentSpec::placement);
  }

  ProvisionCommand(Session session, Function<EnvironmentSpec, Placement> placements) {
    this.session = session;
    this.placements = placements;
  }

  @Override
  public Integer call() throws InterruptedException {
    AppConfig config = AppTarget.find(session, new AppChoice()).config().orElseThrow();
    AppTarget.require(environment, config);
    EnvironmentSpec spec = config.environment(environment).orElseThrow();
    Placement.OnHosts hosts = onHosts(placements.apply(spec));
    ExitCode worst = ExitCode.DONE;
    for (HostSpec host : hosts.hosts()) {
      ExitCode code = provision(host, goal(ProvisionGoal.of(config.app(), spec, hosts, host)));
      worst = code == ExitCode.DONE ? worst : code;
    }
    return worst.status();
  }

  private Placement.OnHosts onHosts(Placement placement) {
    return switch (placement) {
      case Placement.OnHosts hosts -> hosts;
      case Placement.ThisMachine here ->
          throw Failure.usage(
                  "provisioning " + environment,
                  "it runs on this machine, not on hosts",
                  "see with 'backline doctor' what this machine lacks")
              .toException();
    };
  }

  private ProvisionGoal goal(ProvisionGoal usual) {
    ProvisionGoal in = asRoot ? usual.asRoot() : usual;
    return firewall ? in.withFirewall() : in;
  }

  private ExitCode provision(HostSpec host, ProvisionGoal goal) throws InterruptedException {
    Provisioning provisioning =
        new Provisioning(SshHosts.of(session.data().knownHosts(), session.variables()));
    ProvisionView view = new ProvisionView(session);
    if (planOnly) {
      ProvisionPlan plan = provisioning.plan(host, goal);
      view.plan(plan);
      boolean unfit =
          plan.entries().stream().anyMatch(entry -> entry.verdict() instanceof Verdict.Unfit);
      return unfit ? ExitCode.UNAVAILABLE : ExitCode.DONE;
    }
    ProvisionReport report = provisioning.carryOut(host, goal, view);
    view.report(report);
    return report.ready() ? ExitCode.DONE : ExitCode.NEEDS_PERSON;
  }
}
