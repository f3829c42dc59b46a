package dev.backline.cli;

import dev.backline.cli.app.AppChoice;
import dev.backline.cli.app.AppTarget;
import dev.backline.cli.app.EnvironmentText;
import dev.backline.cli.app.ReleaseLog;
import dev.backline.cli.session.JsonText;
import dev.backline.cli.session.Session;
import dev.backline.cli.terminal.PrintableText;
import dev.backline.config.EnvironmentName;
import dev.backline.runtime.EnvironmentFolder;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code backline logs}. */
@Command(name = "logs", description = "Show what an environment's release writes.")
final class LogsCommand implements Callable<Integer> {

  private static final Duration LOOK_EVERY = Duration.ofMillis(200);

  private final Session session;

  @Parameters(
      paramLabel = "ENV",
      description = "the environment",
      converter = EnvironmentText.class)
  private EnvironmentName environment = new EnvironmentName("dev");

  @Option(
      names = {"-f", "--follow"},
      description = "go on with what comes, until Ctrl-C")
  private boolean follow;

  @Option(
      names = "-n",
      paramLabel = "LINES",
      defaultValue = "100",
      description = "how many of the last lines (default: ${DEFAULT-VALUE})")
  private int lines;

  @Mixin private final AppChoice app = new AppChoice();

  LogsCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    AppTarget target = AppTarget.find(session, app);
    target.require(environment);
    ReleaseLog log = ReleaseLog.of(EnvironmentFolder.of(session.data(), target.app(), environment));
    log.last(lines).forEach(this::print);
    while (follow) {
      Thread.sleep(LOOK_EVERY);
      log.more().forEach(this::print);
    }
    return 0;
  }

  private void print(ReleaseLog.Line line) {
    session
        .terminal()
        .line(
            session.json()
                ? JsonText.object().put("slot", line.slot()).put("line", line.text()).toString()
                : PrintableText.of(line.text()));
  }
}
