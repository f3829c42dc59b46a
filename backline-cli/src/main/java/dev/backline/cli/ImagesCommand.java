package dev.backline.cli;

import dev.backline.cli.app.AppChoice;
import dev.backline.cli.app.AppTarget;
import dev.backline.cli.app.EnvironmentText;
import dev.backline.cli.images.ImagesView;
import dev.backline.cli.run.Submission;
import dev.backline.cli.session.Session;
import dev.backline.config.AppName;
import dev.backline.config.EnvironmentName;
import dev.backline.failure.ExitCode;
import dev.backline.failure.Failure;
import dev.backline.pipeline.ImageSurvey;
import dev.backline.run.RunKind;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code backline images}. */
@Command(
    name = "images",
    description = {
      "Show which images of an environment lie on its hosts and in the registry, and why each is"
          + " kept.",
      "Each delivery deletes those that are not."
    })
final class ImagesCommand implements Callable<Integer> {

  /** Looks at all places of an environment. */
  @FunctionalInterface
  interface Survey {

    List<ImageSurvey> of(AppName app, EnvironmentName environment) throws InterruptedException;
  }

  private final Session session;
  private final Survey survey;

  @Parameters(
      index = "0",
      paramLabel = "ENV",
      description = "the environment",
      converter = EnvironmentText.class)
  private EnvironmentName environment = new EnvironmentName("prod");

  @Option(names = "--prune", description = "delete those that are not kept")
  private boolean prune;

  @Option(names = "--dry-run", description = "only show which ones would be deleted")
  private boolean dryRun;

  @Mixin private final AppChoice app = new AppChoice();

  ImagesCommand(Session session) {
    this(session, (app, environment) -> ImageSurvey.of(session.open().parts(), app, environment));
  }

  ImagesCommand(Session session, Survey survey) {
    this.session = session;
    this.survey = survey;
  }

  @Override
  public Integer call() throws InterruptedException {
    AppTarget target = AppTarget.find(session, app);
    target.require(environment);
    if (prune && !dryRun) {
      return Submission.follow(
          session, session.open(), RunKind.PRUNE, target.app(), environment, Map.of());
    }
    List<ImageSurvey> surveys = survey.of(target.app(), environment);
    if (surveys.isEmpty()) {
      throw Failure.usage(
              "looking at the images of " + environment,
              "it runs on this machine, from files, not from images",
              "what is kept of those is decided by keepReleases in backline.yml")
          .toException();
    }
    new ImagesView(session, dryRun).print(surveys);
    boolean all = surveys.stream().allMatch(ImageSurvey.Looked.class::isInstance);
    return (all ? ExitCode.DONE : ExitCode.UNAVAILABLE).status();
  }
}
