package dev.backline.cli;

import dev.backline.cli.app.AppChoice;
import dev.backline.cli.app.AppTarget;
import dev.backline.cli.app.EnvironmentText;
import dev.backline.cli.run.Submission;
import dev.backline.cli.session.Session;
import dev.backline.config.EnvironmentName;
import dev.backline.run.RunKind;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code backline app stop}. */
@Command(
    name = "stop",
    description = {
      "Stop an environment's release and its workers; requests get 503.",
      "It stays stopped until it is started again or another release is delivered."
    })
final class AppStopCommand implements Callable<Integer> {

  private final Session session;

  @Parameters(
      index = "0",
      paramLabel = "ENV",
      description = "the environment",
      converter = EnvironmentText.class)
  private EnvironmentName environment = new EnvironmentName("prod");

  @Mixin private final AppChoice app = new AppChoice();

  AppStopCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    AppTarget target = AppTarget.find(session, app);
    target.require(environment);
    return Submission.follow(
        session, session.open(), RunKind.STOP, target.app(), environment, Map.of());
  }
}
