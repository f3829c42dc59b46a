package dev.backline.cli;

import dev.backline.cli.session.FailureText;
import dev.backline.cli.session.GlobalOptions;
import dev.backline.cli.session.Session;
import dev.backline.cli.session.Surroundings;
import dev.backline.cli.terminal.Terminal;
import dev.backline.failure.BacklineException;
import dev.backline.failure.ExitCode;
import dev.backline.failure.Failure;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** All commands put together, and how each ends: with its result, or with a failure told. */
public final class BacklineCommandLine {

  private final Session session;
  private final CommandLine commands;

  public BacklineCommandLine(Surroundings surroundings) {
    GlobalOptions options = new GlobalOptions();
    this.session = new Session(surroundings, options);
    this.commands = new CommandLine(new BacklineCommand(options));
    for (Object command : commands(session)) {
      commands.addSubcommand(command);
    }
    commands.setOut(new PrintWriter(surroundings.terminal().out(), true));
    commands.setErr(new PrintWriter(surroundings.terminal().err(), true));
    commands.setColorScheme(
        CommandLine.Help.defaultColorScheme(surroundings.terminal().colour() ? Ansi.ON : Ansi.OFF));
    commands.setCaseInsensitiveEnumValuesAllowed(true);
    commands.setExecutionExceptionHandler((e, command, parsed) -> failed(e));
    commands.setParameterExceptionHandler(this::misused);
  }

  /** A new command is added here. */
  private static List<Object> commands(Session session) {
    return List.of(new StatusCommand(session), new RunsCommand(session), new RunCommand(session));
  }

  /** The exit status. */
  public int run(String... args) {
    return commands.execute(args);
  }

  /** For documentation and completion. */
  CommandLine model() {
    return commands;
  }

  private int failed(Exception e) {
    Failure failure = e instanceof BacklineException known ? known.failure() : fault(e);
    print(failure, session.json());
    if (session.options().verbose()) {
      e.printStackTrace(session.terminal().err());
    }
    return failure.exitCode().status();
  }

  private static Failure fault(Exception e) {
    return Failure.needsPerson(
        "carrying out the command",
        e.getClass().getSimpleName() + ": " + e.getMessage(),
        "this is a fault in Backline: please report it with what --verbose prints");
  }

  private int misused(ParameterException e, String[] args) {
    String name = e.getCommandLine().getCommandSpec().qualifiedName();
    List<String> suggestions =
        e instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
    String next =
        (suggestions.isEmpty() ? "" : "did you mean " + String.join(" or ", suggestions) + "? ")
            + "see: "
            + name
            + " --help";
    Failure failure =
        Failure.usage("reading the command line", firstLine(String.valueOf(e.getMessage())), next);
    print(failure, Arrays.asList(args).contains("--json"));
    return ExitCode.USAGE.status();
  }

  private void print(Failure failure, boolean json) {
    Terminal terminal = session.terminal();
    if (json) {
      FailureText.printJson(failure, terminal);
    } else {
      FailureText.print(failure, terminal);
    }
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse(text);
  }
}
