package dev.backline.host.examine;

import dev.backline.config.AppName;
import dev.backline.config.EnvironmentSpec;
import dev.backline.config.HostSpec;
import dev.backline.config.Placement;
import dev.backline.failure.BacklineException;
import dev.backline.host.ConnectedHost;
import dev.backline.host.HostCommand;
import dev.backline.host.HostOpener;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Looks at a host of an environment: one connection, a few commands, nothing changed. */
public record HostExamination(HostOpener opener, InstantSource clock) {

  /** At least one finding; only one where the host can't be reached. */
  public List<HostFinding> of(
      AppName app, EnvironmentSpec environment, Placement.OnHosts placement, HostSpec host)
      throws InterruptedException {
    return of(host, ExpectedHost.of(app, environment, placement, host));
  }

  List<HostFinding> of(HostSpec host, ExpectedHost expected) throws InterruptedException {
    try (ConnectedHost connected = opener.open(host)) {
      connected.run(HostCommand.of("true").within(Question.LIMIT));
      List<HostFinding> findings = new ArrayList<>();
      findings.add(HostFinding.fine("reachable", "as " + host.login()));
      findings.add(new ClockQuestion(clock).ask(connected));
      for (Question question : Questions.about(expected)) {
        findings.add(question.ask(connected));
      }
      return List.copyOf(findings);
    } catch (BacklineException e) {
      return List.of(HostFinding.unfit("reachable", e.failure()));
    }
  }
}
