package dev.backline.server.git;

import dev.backline.Backline;
import dev.backline.config.AppConfig;
import dev.backline.config.AppName;
import dev.backline.config.BranchName;
import dev.backline.config.EnvironmentSpec;
import dev.backline.failure.BacklineException;
import dev.backline.source.CommitId;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.ReceiveCommand.Result;
import org.eclipse.jgit.transport.ReceiveCommand.Type;
import org.eclipse.jgit.transport.ReceivePack;

/**
 * Refuses pushes that could not be delivered, before any branch moves: to a branch that no
 * environment follows, with a configuration that can't be read, of tags, and of anything that would
 * lose commits.
 */
final class PushGate {

  private final Backline backline;
  private final AppName app;

  PushGate(Backline backline, AppName app) {
    this.backline = backline;
    this.app = app;
  }

  void refuse(ReceivePack pack, Collection<ReceiveCommand> commands) {
    for (ReceiveCommand command : commands) {
      if (command.getResult() == Result.NOT_ATTEMPTED) {
        refuse(pack, command);
      }
    }
  }

  private void refuse(ReceivePack pack, ReceiveCommand command) {
    if (!command.getRefName().startsWith(Constants.R_HEADS)) {
      command.setResult(
          Result.REJECTED_OTHER_REASON,
          "push branches only; Backline makes the version tags itself");
    } else if (command.getType() == Type.DELETE) {
      command.setResult(Result.REJECTED_NODELETE);
    } else {
      refuseUndeliverable(pack, command);
    }
  }

  private void refuseUndeliverable(ReceivePack pack, ReceiveCommand command) {
    BranchName branch;
    try {
      branch = new BranchName(command.getRefName().substring(Constants.R_HEADS.length()));
    } catch (IllegalArgumentException unusable) {
      command.setResult(Result.REJECTED_OTHER_REASON, unusable.getMessage());
      return;
    }
    try {
      AppConfig config =
          backline.parts().configurations().at(app, new CommitId(command.getNewId().getName()));
      if (config.deployedByPushTo(branch).isEmpty()) {
        command.setResult(
            Result.REJECTED_OTHER_REASON,
            "no environment follows the branch " + branch + "; " + followed(config));
      }
    } catch (BacklineException e) {
      e.failure().why().lines().forEach(pack::sendMessage);
      pack.sendMessage(e.failure().remedy());
      command.setResult(Result.REJECTED_OTHER_REASON, e.failure().tried() + " failed, see above");
    }
  }

  private static String followed(AppConfig config) {
    List<EnvironmentSpec> following =
        config.environments().values().stream().filter(e -> e.follows().isPresent()).toList();
    return following.isEmpty()
        ? "none follows any"
        : following.stream()
            .map(e -> e.name() + " follows " + e.follows().orElseThrow())
            .collect(Collectors.joining(", "));
  }
}
