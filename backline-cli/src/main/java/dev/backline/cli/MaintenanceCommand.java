package dev.backline.cli;

import dev.backline.cli.app.AppChoice;
import dev.backline.cli.app.AppTarget;
import dev.backline.cli.app.EnvironmentText;
import dev.backline.cli.run.Submission;
import dev.backline.cli.session.Session;
import dev.backline.config.EnvironmentName;
import dev.backline.run.RunKind;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code backline maintenance}. */
@Command(
    name = "maintenance",
    description = {
      "Answer all requests to an environment with a page that asks for patience, or stop doing so.",
      "The release goes on running behind it."
    })
final class MaintenanceCommand implements Callable<Integer> {

  /** What to do. */
  enum Wanted {
    ON,
    OFF
  }

  private final Session session;

  @Parameters(
      index = "0",
      paramLabel = "ENV",
      description = "the environment",
      converter = EnvironmentText.class)
  private EnvironmentName environment = new EnvironmentName("prod");

  @Parameters(index = "1", paramLabel = "on|off", description = "whether the page is shown")
  private Wanted wanted = Wanted.ON;

  @Mixin private final AppChoice app = new AppChoice();

  MaintenanceCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    AppTarget target = AppTarget.find(session, app);
    target.require(environment);
    return Submission.follow(
        session,
        session.open(),
        RunKind.MAINTENANCE,
        target.app(),
        environment,
        Map.of("maintenance", wanted.name().toLowerCase(Locale.ROOT)));
  }
}
