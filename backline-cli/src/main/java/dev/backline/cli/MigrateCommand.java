package dev.backline.cli;

import dev.backline.cli.app.AppChoice;
import dev.backline.cli.app.AppTarget;
import dev.backline.cli.app.EnvironmentText;
import dev.backline.cli.run.Submission;
import dev.backline.cli.session.Session;
import dev.backline.config.EnvironmentName;
import dev.backline.failure.Failure;
import dev.backline.run.RunKind;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code backline migrate}. */
@Command(
    name = "migrate",
    description = {
      "Migrate an environment's database by hand, with the release that serves.",
      "A backup is made before anything is changed."
    })
final class MigrateCommand implements Callable<Integer> {

  /** What to do with the database. */
  enum Direction {
    STATUS,
    UP,
    DOWN
  }

  private final Session session;

  @Parameters(
      index = "0",
      paramLabel = "ENV",
      description = "the environment",
      converter = EnvironmentText.class)
  private EnvironmentName environment = new EnvironmentName("dev");

  @Parameters(
      index = "1",
      paramLabel = "status|up|down",
      description =
          "status: list them; up: apply all that are pending; down: revert the last one, or down to"
              + " --to")
  private Direction direction = Direction.UP;

  @Option(
      names = "--to",
      paramLabel = "MIGRATION",
      description = "with down: the last migration that stays, or none")
  private @Nullable String to;

  @Mixin private final AppChoice app = new AppChoice();

  MigrateCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (to != null && direction != Direction.DOWN) {
      throw Failure.usage("migrating " + environment, "--to goes with down only", "leave --to out")
          .toException();
    }
    AppTarget target = AppTarget.find(session, app);
    target.require(environment);
    if (direction == Direction.STATUS) {
      new SchemaReport(session).print(target.app(), environment);
      return 0;
    }
    Map<String, String> parameters = new HashMap<>();
    parameters.put("direction", direction.name().toLowerCase(Locale.ROOT));
    if (to != null) {
      parameters.put("to", to);
    }
    return Submission.follow(
        session, session.open(), RunKind.MIGRATE, target.app(), environment, parameters);
  }
}
