package dev.backline.cli;

import dev.backline.cli.app.AppChoice;
import dev.backline.cli.app.AppTarget;
import dev.backline.cli.app.ChangeView;
import dev.backline.cli.app.EnvironmentText;
import dev.backline.cli.session.JsonText;
import dev.backline.cli.session.Session;
import dev.backline.config.EnvironmentName;
import dev.backline.pipeline.ChangePreview;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code backline plan}. */
@Command(
    name = "plan",
    description = {
      "Say what a delivery would do, and do nothing.",
      "Commits, artifact, configuration, migrations, the time it will take, how it is undone."
    })
final class PlanCommand implements Callable<Integer> {

  private final Session session;

  @Parameters(
      index = "0",
      paramLabel = "ENV",
      description = "the environment",
      converter = EnvironmentText.class)
  private EnvironmentName environment = new EnvironmentName("prod");

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "COMMIT",
      description = "a commit or branch (default: what the environment would take by itself)")
  private @Nullable String commit;

  @Option(names = "--markdown", description = "as a comment for a pull request")
  private boolean markdown;

  @Mixin private final AppChoice app = new AppChoice();

  PlanCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    AppTarget target = AppTarget.find(session, app);
    target.require(environment);
    ChangePreview preview =
        ChangePreview.of(
            session.open().parts(), target.app(), environment, Optional.ofNullable(commit));
    if (session.json()) {
      session.terminal().line(JsonText.pretty(ChangeView.json(preview)));
    } else {
      ChangeView.lines(preview, markdown).forEach(session.terminal()::line);
    }
    return 0;
  }
}
