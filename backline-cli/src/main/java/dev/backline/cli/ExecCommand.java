package dev.backline.cli;

import dev.backline.cli.app.AppChoice;
import dev.backline.cli.app.EnvironmentText;
import dev.backline.cli.app.HostNameText;
import dev.backline.cli.app.Serving;
import dev.backline.cli.session.JsonText;
import dev.backline.cli.session.Session;
import dev.backline.cli.terminal.PrintableText;
import dev.backline.cli.terminal.Terminal;
import dev.backline.config.Argv;
import dev.backline.config.EnvironmentName;
import dev.backline.config.HostName;
import dev.backline.failure.Failure;
import dev.backline.host.CommandOutput;
import dev.backline.host.CommandResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code backline exec}. */
@Command(
    name = "exec",
    description = {
      "Run a command inside the release that serves, with its files and variables, and end with its"
          + " exit status.",
      "It reads nothing; what it writes is shown line by line, secrets masked. Ctrl-C ends it, and"
          + " what it has left running is ended with it; so it is after a day."
    })
final class ExecCommand implements Callable<Integer> {

  private static final Duration LIMIT = Duration.ofDays(1);

  private final Session session;

  @Parameters(
      index = "0",
      paramLabel = "ENV",
      description = "the environment",
      converter = EnvironmentText.class)
  private EnvironmentName environment = new EnvironmentName("dev");

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "-- COMMAND…",
      hideParamSyntax = true,
      description = "the program and its arguments; no shell, unless you name one")
  private List<String> command = new ArrayList<>();

  @Option(
      names = "--host",
      paramLabel = "HOST",
      converter = HostNameText.class,
      description = "which of the environment's hosts (default: the first)")
  private @Nullable HostName host;

  @Mixin private final AppChoice app = new AppChoice();

  ExecCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    Argv argv = argv();
    String tried = "running " + argv.program() + " in " + environment;
    CommandResult result =
        Serving.in(session, app, environment, tried)
            .exec(Optional.ofNullable(host), argv, LIMIT, output());
    if (result.timedOut()) {
      throw Failure.unavailable(
              tried, result.lastWords(), "run what takes longer than a day elsewhere")
          .toException();
    }
    if (session.json()) {
      session.terminal().line(JsonText.object().put("status", result.status()).toString());
    }
    return result.status();
  }

  private Argv argv() {
    try {
      return new Argv(command);
    } catch (IllegalArgumentException e) {
      throw Failure.usage(
              "reading the command to run",
              String.valueOf(e.getMessage()),
              "see: backline exec --help")
          .toException(e);
    }
  }

  private CommandOutput output() {
    Terminal terminal = session.terminal();
    return new CommandOutput() {
      @Override
      public void line(String text) {
        terminal.line(session.json() ? json("out", text) : shown(text));
      }

      @Override
      public void errorLine(String text) {
        if (session.json()) {
          terminal.line(json("err", text));
        } else {
          terminal.note(shown(text));
        }
      }
    };
  }

  private static String json(String stream, String text) {
    return JsonText.object().put("stream", stream).put("line", text).toString();
  }

  /** As it is for a program, harmless for a terminal. */
  private String shown(String text) {
    return session.terminal().live() ? PrintableText.of(text) : text;
  }
}
