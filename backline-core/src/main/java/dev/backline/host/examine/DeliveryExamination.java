package dev.backline.host.examine;

import dev.backline.config.AppName;
import dev.backline.config.EnvironmentSpec;
import dev.backline.config.HostSpec;
import dev.backline.config.Placement;
import dev.backline.failure.BacklineException;
import dev.backline.host.Host;
import dev.backline.host.HostCommand;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks whether a host of an environment is fit for the delivery that is about to begin: fewer
 * things than {@link HostExamination}, over a connection that is there. Changes nothing.
 */
public record DeliveryExamination(InstantSource clock) {

  /** Tells what the delivery takes of a host that is known to be reached. */
  @FunctionalInterface
  public interface Need {

    SpaceNeed of() throws InterruptedException;
  }

  /** At least one finding; only one where the host can't be reached. */
  public List<HostFinding> of(
      Host connected,
      AppName app,
      EnvironmentSpec environment,
      Placement.OnHosts placement,
      HostSpec host,
      Need need)
      throws InterruptedException {
    return of(connected, ExpectedHost.of(app, environment, placement, host), need);
  }

  List<HostFinding> of(Host connected, ExpectedHost expected, Need need)
      throws InterruptedException {
    try {
      connected.run(HostCommand.of("true").within(Question.LIMIT));
      List<HostFinding> findings = new ArrayList<>();
      findings.add(HostFinding.fine("reachable", "as " + expected.user()));
      findings.add(new ClockQuestion(clock).ask(connected));
      for (Question question : questions(expected, need.of())) {
        findings.add(question.ask(connected));
      }
      return List.copyOf(findings);
    } catch (BacklineException e) {
      return List.of(HostFinding.unfit("reachable", e.failure()));
    }
  }

  private static List<Question> questions(ExpectedHost host, SpaceNeed need) {
    List<Question> all = new ArrayList<>(EngineQuestions.about(host));
    all.addAll(SpaceQuestions.forDelivery(host, need));
    all.add(PortsQuestion.about(host));
    return List.copyOf(all);
  }
}
