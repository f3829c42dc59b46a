package dev.backline.cli.run;

import dev.backline.Backline;
import dev.backline.cli.session.Session;
import dev.backline.config.AppName;
import dev.backline.config.EnvironmentName;
import dev.backline.lease.LeaseScope;
import dev.backline.run.RunKind;
import dev.backline.run.RunRecord;
import dev.backline.run.RunRequest;
import java.util.Map;
import java.util.Optional;

/** Asking for a run and staying with it to its end. */
public final class Submission {

  private Submission() {}

  /** The exit status that the run's end amounts to. */
  public static int follow(
      Session session,
      Backline backline,
      RunKind kind,
      AppName app,
      EnvironmentName environment,
      Map<String, String> parameters)
      throws InterruptedException {
    RunRequest request =
        new RunRequest(
            kind,
            new LeaseScope(app.value(), environment.value()),
            parameters,
            session.requester(),
            Optional.empty());
    RunRecord run = backline.runs().submit(request);
    if (!session.json()) {
      session
          .terminal()
          .line("run #" + run.id() + ": " + RunWords.what(run) + " in " + request.scope());
    }
    Interruptions interruptions = new Interruptions(backline.runs(), session.requester());
    interruptions.catchCtrlC();
    try (LocalWork work = LocalWork.start(session, backline, run)) {
      return new Following(session, backline).toTheEnd(run.id(), interruptions);
    }
  }
}
