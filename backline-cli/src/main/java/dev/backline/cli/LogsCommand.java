package dev.backline.cli;

import dev.backline.Backline;
import dev.backline.cli.app.AppChoice;
import dev.backline.cli.app.AppTarget;
import dev.backline.cli.app.EnvironmentText;
import dev.backline.cli.app.ReleaseLog;
import dev.backline.cli.session.JsonText;
import dev.backline.cli.session.Session;
import dev.backline.cli.status.HostsStatus;
import dev.backline.cli.terminal.PrintableText;
import dev.backline.config.EnvironmentName;
import dev.backline.failure.Failure;
import dev.backline.lease.LeaseScope;
import dev.backline.release.Release;
import dev.backline.runtime.EnvironmentFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
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
    if (printedFromHosts(target)) {
      return 0;
    }
    ReleaseLog log = ReleaseLog.of(EnvironmentFolder.of(session.data(), target.app(), environment));
    log.last(lines).forEach(this::print);
    while (follow) {
      Thread.sleep(LOOK_EVERY);
      log.more().forEach(this::print);
    }
    return 0;
  }

  /** What runs on hosts writes there: the engine keeps it. */
  private boolean printedFromHosts(AppTarget target) throws InterruptedException {
    if (Files.notExists(session.data().stateFile())) {
      return false; // A look makes no data directory.
    }
    Backline backline = session.open();
    Optional<Release> live =
        backline.releases().current(target.app(), environment).filter(r -> r.slot().isPresent());
    HostsStatus hosts =
        new HostsStatus(backline, new LeaseScope(target.app().value(), environment.value()));
    if (live.isEmpty() || !hosts.has(live.get())) {
      return false;
    }
    if (follow) {
      throw Failure.usage(
              "following the log of " + environment,
              "it runs on hosts, where Backline only shows the last lines",
              "leave --follow out, or run there: docker logs --follow CONTAINER")
          .toException();
    }
    String slot = live.get().slot().orElseThrow().label();
    hosts.tail(live.get(), lines).forEach(text -> print(slot, text));
    return true;
  }

  private void print(ReleaseLog.Line line) {
    print(line.slot(), line.text());
  }

  private void print(String slot, String text) {
    session
        .terminal()
        .line(
            session.json()
                ? JsonText.object().put("slot", slot).put("line", text).toString()
                : PrintableText.of(text));
  }
}
