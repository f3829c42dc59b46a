package dev.backline.host.provision;

import dev.backline.config.HostSpec;
import dev.backline.config.SshLoginAddress;
import dev.backline.failure.BacklineException;
import dev.backline.failure.Failure;
import dev.backline.host.CommandResult;
import dev.backline.host.ConnectedHost;
import dev.backline.host.HostCommand;
import dev.backline.host.HostOpener;
import dev.backline.host.ReachedHost;
import dev.backline.host.provision.ProvisionOutcome.AlreadySo;
import dev.backline.host.provision.ProvisionOutcome.Changed;
import dev.backline.host.provision.ProvisionOutcome.Failed;
import dev.backline.host.provision.ProvisionOutcome.NotReached;
import java.util.ArrayList;
import java.util.List;

/** Makes hosts ready: looks at what each needs, and adds what it lacks. */
public final class Provisioning {

  private final HostOpener opener;

  public Provisioning(HostOpener opener) {
    this.opener = opener;
  }

  /**
   * What would be changed. Changes nothing.
   *
   * @throws BacklineException if the host can't be reached, lets us do nothing as root, or runs a
   *     system that can't be provisioned
   */
  public ProvisionPlan plan(HostSpec spec, ProvisionGoal goal) throws InterruptedException {
    try (ConnectedHost host = opener.open(loggedInAs(goal.logIn(), spec))) {
      HostFacts facts = look(host, spec);
      List<ProvisionPlan.Entry> entries = new ArrayList<>();
      for (Requirement requirement : Requirements.of(facts, goal)) {
        entries.add(ProvisionPlan.Entry.of(requirement, check(host, requirement)));
      }
      return new ProvisionPlan(spec.name(), facts.system(), entries);
    }
  }

  /**
   * Changes what has to be, one requirement after another up to the first that can't be met, and
   * looks at all of them again over a new connection. What is met already is not touched.
   *
   * @throws BacklineException as {@link #plan}; with {@code REFUSED} while somebody else provisions
   *     the host
   */
  public ProvisionReport carryOut(HostSpec spec, ProvisionGoal goal, ProvisionProgress progress)
      throws InterruptedException {
    HostSpec as = loggedInAs(goal.logIn(), spec);
    try (ConnectedHost host = opener.open(as)) {
      HostFacts facts = look(host, spec);
      List<Requirement> requirements = Requirements.of(facts, goal);
      try (HostLock lock = HostLock.take(host)) {
        List<ProvisionOutcome> met = meet(requirements, as, host, progress);
        return new ProvisionReport(spec.name(), verified(met, requirements, as));
      }
    }
  }

  private List<ProvisionOutcome> meet(
      List<Requirement> requirements, HostSpec spec, ReachedHost host, ProvisionProgress progress)
      throws InterruptedException {
    List<ProvisionOutcome> outcomes = new ArrayList<>();
    for (Requirement requirement : requirements) {
      boolean failed = !outcomes.isEmpty() && outcomes.getLast() instanceof Failed;
      boolean over = failed || (!outcomes.isEmpty() && outcomes.getLast() instanceof NotReached);
      outcomes.add(
          over ? new NotReached(requirement.name()) : meet(requirement, spec, host, progress));
    }
    return outcomes;
  }

  private ProvisionOutcome meet(
      Requirement requirement, HostSpec spec, ReachedHost host, ProvisionProgress progress)
      throws InterruptedException {
    return switch (check(host, requirement)) {
      case Verdict.Met met -> new AlreadySo(requirement.name(), met.found());
      case Verdict.Unfit unfit -> failed(requirement, host, unfit.found());
      case Verdict.Unmet unmet -> change(requirement, spec, host, progress);
    };
  }

  private ProvisionOutcome change(
      Requirement requirement, HostSpec spec, ReachedHost host, ProvisionProgress progress)
      throws InterruptedException {
    Changing changing = new Changing(opener, spec, host, requirement.remedy());
    try {
      for (Change change : requirement.changes()) {
        progress.changing(host.name(), requirement.name(), change.what());
        changing.make(change);
      }
    } catch (BacklineException e) {
      return new Failed(requirement.name(), e.failure());
    }
    return switch (check(host, requirement)) {
      case Verdict.Met met -> new Changed(requirement.name(), met.found());
      case Verdict.Unmet unmet -> failed(requirement, host, unmet.found());
      case Verdict.Unfit unfit -> failed(requirement, host, unfit.found());
    };
  }

  /** A later change may have taken back an earlier one; groups count from the next log-in on. */
  private List<ProvisionOutcome> verified(
      List<ProvisionOutcome> outcomes, List<Requirement> requirements, HostSpec spec)
      throws InterruptedException {
    List<ProvisionOutcome> verified = new ArrayList<>();
    try (ConnectedHost again = opener.open(spec)) {
      for (int i = 0; i < outcomes.size(); i++) {
        verified.add(
            switch (outcomes.get(i)) {
              case AlreadySo so -> verified(so, requirements.get(i), again);
              case Changed changed -> verified(changed, requirements.get(i), again);
              case Failed failed -> failed;
              case NotReached not -> not;
            });
      }
    }
    return verified;
  }

  private static ProvisionOutcome verified(
      ProvisionOutcome outcome, Requirement requirement, ReachedHost host)
      throws InterruptedException {
    return switch (check(host, requirement)) {
      case Verdict.Met met -> outcome;
      case Verdict.Unmet unmet -> failed(requirement, host, "at the end " + unmet.found());
      case Verdict.Unfit unfit -> failed(requirement, host, "at the end " + unfit.found());
    };
  }

  private static ProvisionOutcome failed(Requirement requirement, ReachedHost host, String why) {
    return new Failed(
        requirement.name(),
        Failure.needsPerson(requirement.name() + " on " + host.name(), why, requirement.remedy()));
  }

  private static Verdict check(ReachedHost host, Requirement requirement)
      throws InterruptedException {
    return Verdict.of(host.run(requirement.check()));
  }

  private static HostFacts look(ReachedHost host, HostSpec spec) throws InterruptedException {
    CommandResult told = host.run(HostFacts.ask());
    HostFacts facts = HostFacts.parse(told.stdout(), spec.login().port());
    // Throws, with what to do, where sudo would ask for a password.
    host.run(HostCommand.of("true").asRoot());
    return facts;
  }

  private static HostSpec loggedInAs(String user, HostSpec spec) {
    SshLoginAddress login = spec.login();
    return new HostSpec(
        spec.name(), new SshLoginAddress(user, login.address(), login.port()), spec.key());
  }
}
