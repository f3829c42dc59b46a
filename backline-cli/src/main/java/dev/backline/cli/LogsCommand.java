package dev.backline.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backline.Backline;
import dev.backline.cli.app.AppChoice;
import dev.backline.cli.app.AppTarget;
import dev.backline.cli.app.EnvironmentText;
import dev.backline.cli.app.HostLogs;
import dev.backline.cli.app.ReleaseLog;
import dev.backline.cli.session.JsonText;
import dev.backline.cli.session.Session;
import dev.backline.cli.status.HostsStatus;
import dev.backline.cli.terminal.PrintableText;
import dev.backline.config.EnvironmentName;
import dev.backline.lease.LeaseScope;
import dev.backline.release.Release;
import dev.backline.runtime.EnvironmentFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
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
    Optional<HostLogs> onHosts = onHosts(target);
    if (onHosts.isPresent()) {
      show(onHosts.get());
      return 0;
    }
    ReleaseLog log = ReleaseLog.of(EnvironmentFolder.of(session.data(), target.app(), environment));
    log.last(lines).forEach(line -> print(line.slot(), line.text()));
    while (follow) {
      Thread.sleep(LOOK_EVERY);
      log.more().forEach(line -> print(line.slot(), line.text()));
    }
    return 0;
  }

  private void show(HostLogs logs) throws InterruptedException {
    if (follow) {
      logs.follow(lines, session.now());
    } else {
      logs.last(lines);
    }
  }

  /** What runs on hosts writes there: the engine keeps it. */
  private Optional<HostLogs> onHosts(AppTarget target) {
    if (Files.notExists(session.data().stateFile())) {
      return Optional.empty(); // A look makes no data directory.
    }
    Backline backline = session.open();
    Supplier<Optional<Release>> current =
        () ->
            backline
                .releases()
                .current(target.app(), environment)
                .filter(release -> release.slot().isPresent());
    HostsStatus hosts =
        new HostsStatus(backline, new LeaseScope(target.app().value(), environment.value()));
    return current
        .get()
        .filter(hosts::has)
        .map(live ->
            new HostLogs(
                hosts.projects(live),
                () -> current.get().flatMap(Release::slot),
                this::print,
                note -> session.terminal().note(note)));
  }

  private void print(HostLogs.Line line) {
    session
        .terminal()
        .line(
            session.json()
                ? json(line.slot().label(), line.text()).put("host", line.host().value()).toString()
                : line.host() + ": " + PrintableText.of(line.text()));
  }

  private void print(String slot, String text) {
    session.terminal().line(session.json() ? json(slot, text).toString() : PrintableText.of(text));
  }

  private static ObjectNode json(String slot, String text) {
    return JsonText.object().put("slot", slot).put("line", text);
  }
}
