package dev.backline.server.git;

import dev.backline.Backline;
import dev.backline.access.TokenName;
import dev.backline.config.AppName;
import dev.backline.config.BranchName;
import dev.backline.config.EnvironmentSpec;
import dev.backline.journal.RunId;
import dev.backline.journal.RunState;
import dev.backline.lease.LeaseScope;
import dev.backline.pipeline.DeliveryFacts;
import dev.backline.pipeline.RunParameters;
import dev.backline.run.RunKind;
import dev.backline.run.RunRecord;
import dev.backline.run.RunRequest;
import dev.backline.run.RunStatus;
import dev.backline.run.StepResult;
import dev.backline.source.CommitId;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.ReceiveCommand.Result;
import org.eclipse.jgit.transport.ReceivePack;

/** Starts the deployments that a push asks for, and tells who pushed what happens now. */
final class PushTrigger {

  /** As long as a push waits to be able to say that there is nothing to do. */
  private static final Duration PATIENCE = Duration.ofMillis(900);

  private static final Duration LOOK_EVERY = Duration.ofMillis(30);

  private final Backline backline;
  private final AppName app;
  private final TokenName caller;

  PushTrigger(Backline backline, AppName app, TokenName caller) {
    this.backline = backline;
    this.app = app;
    this.caller = caller;
  }

  void fire(ReceivePack pack, Collection<ReceiveCommand> commands) {
    for (ReceiveCommand command : commands) {
      if (command.getResult() == Result.OK) {
        fire(pack, command);
      }
    }
  }

  private void fire(ReceivePack pack, ReceiveCommand command) {
    BranchName branch = new BranchName(command.getRefName().substring(Constants.R_HEADS.length()));
    CommitId commit = new CommitId(command.getNewId().getName());
    for (EnvironmentSpec environment :
        backline.parts().configurations().at(app, commit).deployedByPushTo(branch)) {
      RunRecord run =
          backline
              .runs()
              .submit(
                  new RunRequest(
                      RunKind.DEPLOY,
                      new LeaseScope(app.value(), environment.name().value()),
                      Map.of(RunParameters.COMMIT, commit.value()),
                      "a push to " + branch + " with token " + caller,
                      Optional.of("push " + branch)));
      pack.sendMessage(
          "run "
              + run.id()
              + " deploys "
              + commit.abbreviated()
              + " to "
              + environment.name()
              + "; follow it with: backline run "
              + run.id()
              + " --follow");
      nothingToDo(run.id()).ifPresent(pack::sendMessage);
    }
  }

  private Optional<String> nothingToDo(RunId run) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try {
      while (System.nanoTime() < deadline) {
        RunState state = RunState.replay(backline.journal().entries(run));
        if (state.facts().find(DeliveryFacts.INPUTS).isPresent()) {
          return state.facts().find(StepResult.SETTLED);
        }
        if (backline.runs().find(run).map(RunRecord::status).filter(RunStatus::ended).isPresent()) {
          return Optional.empty();
        }
        Thread.sleep(LOOK_EVERY);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Optional.empty();
  }
}
