package dev.backline.cli;

import dev.backline.cli.app.AppChoice;
import dev.backline.cli.app.AppTarget;
import dev.backline.cli.app.EnvironmentText;
import dev.backline.cli.run.Submission;
import dev.backline.cli.session.Session;
import dev.backline.config.EnvironmentName;
import dev.backline.release.Version;
import dev.backline.run.RunKind;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code backline promote}. */
@Command(
    name = "promote",
    description = {
      "Deploy the artifact that another environment was tested with, under a new version.",
      "Nothing is built again: it is the same artifact, by digest."
    })
final class PromoteCommand implements Callable<Integer> {

  private final Session session;

  @Parameters(
      paramLabel = "ENV",
      description = "the environment to promote to",
      converter = EnvironmentText.class)
  private EnvironmentName environment = new EnvironmentName("prod");

  @Option(
      names = "--version",
      paramLabel = "VERSION",
      description = "the version to give it, such as v0.3.0 (default: the next one)")
  private @Nullable String version;

  @Mixin private final AppChoice app = new AppChoice();

  PromoteCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    AppTarget target = AppTarget.find(session, app);
    target.require(environment);
    Map<String, String> parameters =
        version == null ? Map.of() : Map.of("version", Version.parse(version).toString());
    return Submission.follow(
        session, session.open(), RunKind.PROMOTE, target.app(), environment, parameters);
  }
}
