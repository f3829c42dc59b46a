package dev.backline.cli;

import dev.backline.cli.session.FailureText;
import dev.backline.cli.session.GlobalOptions;
import dev.backline.cli.session.Session;
import dev.backline.cli.session.Surroundings;
import dev.backline.cli.terminal.Terminal;
import dev.backline.failure.BacklineException;
import dev.backline.failure.ExitCode;
import dev.backline.failure.Failure;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** All commands put together, and how each ends: with its result, or with a failure told. */
public final class BacklineCommandLine {

  private final Session session;
  private final CommandLine commands;

  public BacklineCommandLine(Surroundings surroundings) {
    GlobalOptions options = new GlobalOptions();
    this.session = new Session(surroundings, options);
    this.commands = new CommandLine(root(options));
  }

  /**
   * The program itself: holds the global options; without a command it asks for one. Put together
   * by hand: to find annotations, the JVM makes a class for each kind of them, at each start.
   */
  private CommandSpec root(GlobalOptions options) {
    CommandSpec root =
        CommandSpec.wrapWithoutInspection((Runnable) this::askForCommand)
            .name("backline")
            .versionProvider(new BacklineVersion());
    options.addTo(root);
    root.usageMessage()
        .description("Delivers a web app and its PostgreSQL database to its environments.")
        .synopsisSubcommandLabel("COMMAND");
    return root;
  }

  private void askForCommand() {
    throw new ParameterException(commands, "no command was given");
  }

  /** The exit status. */
  public int run(String... args) {
    add(Commands.needed(args));
    return commands.execute(args);
  }

  /** With every command; for documentation. */
  CommandLine model() {
    add(Commands.all());
    return commands;
  }

  private void add(List<Commands> needed) {
    needed.forEach(command -> commands.addSubcommand(command.make(session)));
    commands.setOut(writer(session.terminal().out()));
    commands.setErr(writer(session.terminal().err()));
    commands.setColorScheme(
        CommandLine.Help.defaultColorScheme(session.terminal().colour() ? Ansi.ON : Ansi.OFF));
    commands.setCaseInsensitiveEnumValuesAllowed(true);
    // An argument is what it is, and not the name of a file that holds more of them.
    commands.setExpandAtFiles(false);
    commands.setExecutionExceptionHandler((e, command, parsed) -> failed(e));
    commands.setParameterExceptionHandler(this::misused);
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
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
