package dev.backline.cli;

import dev.backline.Backline;
import dev.backline.cli.app.AppChoice;
import dev.backline.cli.app.AppTarget;
import dev.backline.cli.app.EnvironmentText;
import dev.backline.cli.run.Submission;
import dev.backline.cli.session.Session;
import dev.backline.config.EnvironmentName;
import dev.backline.config.parse.ConfigFile;
import dev.backline.failure.Failure;
import dev.backline.run.RunKind;
import dev.backline.source.AppRepository;
import dev.backline.source.CommitId;
import dev.backline.source.PushRules;
import dev.backline.source.Repositories;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code backline deploy}. */
@Command(
    name = "deploy",
    description = {
      "Check, build and deploy a commit to an environment.",
      "What is not committed is not deployed."
    })
final class DeployCommand implements Callable<Integer> {

  private final Session session;

  @Parameters(
      index = "0",
      paramLabel = "ENV",
      description = "the environment",
      converter = EnvironmentText.class)
  private EnvironmentName environment = new EnvironmentName("dev");

  @Parameters(
      index = "1",
      paramLabel = "COMMIT",
      defaultValue = "HEAD",
      description = "a commit, branch or tag (default: ${DEFAULT-VALUE}, what is checked out)")
  private String commit = "HEAD";

  @Mixin private final AppChoice app = new AppChoice();

  DeployCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    AppTarget target = AppTarget.find(session, app);
    Backline backline = session.open();
    CommitId id;
    try (AppRepository repository = open(target)) {
      id =
          target.checkout().isPresent()
              ? repository.fetchFrom(target.checkout().get().root(), commit)
              : repository.resolve(commit);
      requireEnvironment(repository, id);
    }
    return Submission.follow(
        session, backline, RunKind.DEPLOY, target.app(), environment, Map.of("commit", id.value()));
  }

  private AppRepository open(AppTarget target) {
    Repositories repositories = new Repositories(session.data());
    return target.checkout().isPresent() && !repositories.exists(target.app())
        ? repositories.openOrCreate(target.app(), PushRules.APPEND_ONLY)
        : repositories.open(target.app());
  }

  /** By the commit's own configuration: the one in the checkout may be ahead of it. */
  private void requireEnvironment(AppRepository repository, CommitId id) {
    String name = ConfigFile.NAME + " at " + id.abbreviated();
    String content =
        repository
            .readFile(id, ConfigFile.NAME)
            .orElseThrow(() ->
                Failure.usage("reading " + name, "the commit has no such file", "commit it first")
                    .toException());
    AppTarget.require(
        environment, ConfigFile.read(name, content.getBytes(StandardCharsets.UTF_8)).orThrow());
  }
}
