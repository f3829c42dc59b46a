package dev.backline.cli;

import dev.backline.cli.app.AppNameText;
import dev.backline.cli.app.AppTarget;
import dev.backline.cli.app.EnvironmentText;
import dev.backline.cli.app.RollbackView;
import dev.backline.cli.run.Submission;
import dev.backline.cli.session.Session;
import dev.backline.config.AppName;
import dev.backline.config.EnvironmentName;
import dev.backline.pipeline.RollbackPreview;
import dev.backline.pipeline.RollbackWay;
import dev.backline.pipeline.RunParameters;
import dev.backline.run.RunKind;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
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

  @ArgGroup private final HowFar howFar = new HowFar();

  @Option(names = "--plan", description = "say what each way would change and lose, and do nothing")
  private boolean plan;

  /** Elsewhere {@code --app} names the app; here it is a way. */
  @Option(
      names = "--app-name",
      paramLabel = "APP",
      converter = AppNameText.class,
      description = "the app (default: that of the backline.yml of the git checkout you are in)")
  private @Nullable AppName app;

  RollbackCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    AppTarget target = AppTarget.find(session, Optional.ofNullable(app));
    target.require(environment);
    if (plan) {
      RollbackPreview preview =
          RollbackPreview.of(
              session.open().parts(), target.app(), environment, Optional.ofNullable(to));
      new RollbackView(session).show(preview, environment);
      return 0;
    }
    Map<String, String> parameters = new HashMap<>();
    howFar.way().ifPresent(way -> parameters.put(RunParameters.WAY, way.word()));
    if (to != null) {
      parameters.put(RunParameters.VERSION, to);
    }
    return Submission.follow(
        session, session.open(), RunKind.ROLLBACK, target.app(), environment, parameters);
  }

  /** At most one of them. */
  static final class HowFar {

    @Option(
        names = "--app",
        description = "the app alone: the schema stays, and everything that was written")
    private boolean app;

    @Option(
        names = "--migration",
        description = "the app, and the migrations since go down (the default)")
    private boolean migration;

    @Option(
        names = "--full",
        description =
            "the app and its database as it was backed up: what was written since is lost from it,"
                + " and kept in a safety backup")
    private boolean full;

    Optional<RollbackWay> way() {
      if (app) {
        return Optional.of(RollbackWay.APP);
      }
      if (full) {
        return Optional.of(RollbackWay.FULL);
      }
      return migration ? Optional.of(RollbackWay.MIGRATION) : Optional.empty();
    }
  }
}
