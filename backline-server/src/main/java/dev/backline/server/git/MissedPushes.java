package dev.backline.server.git;

import dev.backline.Backline;
import dev.backline.config.AppName;
import dev.backline.config.BranchName;
import dev.backline.config.EnvironmentSpec;
import dev.backline.failure.BacklineException;
import dev.backline.lease.LeaseScope;
import dev.backline.pipeline.RunParameters;
import dev.backline.run.RunKind;
import dev.backline.run.RunRecord;
import dev.backline.run.RunRequest;
import dev.backline.source.AppRepository;
import dev.backline.source.CommitId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pushes whose branch moved, but whose run was never asked for, because the controller died in
 * between. Pushing again would say that everything is up to date, so the controller asks for it
 * when it starts.
 */
public final class MissedPushes {

  private static final Logger LOG = LoggerFactory.getLogger(MissedPushes.class);

  /** A push longer ago than that has certainly had its run. */
  private static final int RUNS_LOOKED_AT = 500;

  private final Backline backline;

  public MissedPushes(Backline backline) {
    this.backline = backline;
  }

  /** Asks for the runs that are missing. */
  public void submit() {
    List<RunRecord> known = backline.runs().newest(RUNS_LOOKED_AT);
    for (AppName app : backline.parts().repositories().apps()) {
      try (AppRepository repository = backline.parts().repositories().open(app)) {
        repository.branches().forEach((branch, tip) -> submit(app, branch, tip, known));
      } catch (BacklineException e) {
        LOG.warn("looking for missed pushes of {}: {}", app, e.failure().summary());
      }
    }
  }

  private void submit(AppName app, BranchName branch, CommitId tip, List<RunRecord> known) {
    for (EnvironmentSpec environment :
        backline.parts().configurations().at(app, tip).deployedByPushTo(branch)) {
      LeaseScope scope = new LeaseScope(app.value(), environment.name().value());
      if (known.stream().noneMatch(run -> deploys(run, scope, tip))) {
        RunRecord run = backline.runs().submit(deployment(scope, branch, tip));
        LOG.warn(
            "run {} makes up for a push to {} of {} that was cut short", run.id(), branch, app);
      }
    }
  }

  private static boolean deploys(RunRecord run, LeaseScope scope, CommitId commit) {
    return run.request().scope().equals(scope)
        && commit.value().equals(run.request().parameters().get(RunParameters.COMMIT));
  }

  private static RunRequest deployment(LeaseScope scope, BranchName branch, CommitId tip) {
    return new RunRequest(
        RunKind.DEPLOY,
        scope,
        Map.of(RunParameters.COMMIT, tip.value()),
        "a push to " + branch + " that was cut short",
        Optional.of("push " + branch));
  }
}
