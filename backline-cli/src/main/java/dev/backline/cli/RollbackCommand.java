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
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code backline rollback}. */
@Command(name = "rollback", description = "Go back to a release that served before.")
final class RollbackCommand implements Callable<Integer> {

  private final Session session;

  @Parameters(
      paramLabel = "ENV",
      description = "the environment",
      converter = EnvironmentText.class)
  private EnvironmentName environment = new EnvironmentName("prod");

  @Option(
      names = "--to",
      paramLabel = "VERSION",
      description =
          "the release to go back to, as 'backline releases' names it (default: the one before)")
  private @Nullable String to;

  @Mixin private final AppChoice app = new AppChoice();

  RollbackCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    AppTarget target = AppTarget.find(session, app);
    target.require(environment);
    return Submission.follow(
        session,
        session.open(),
        RunKind.ROLLBACK,
        target.app(),
        environment,
        to == null ? Map.of() : Map.of("version", to));
  }
}
