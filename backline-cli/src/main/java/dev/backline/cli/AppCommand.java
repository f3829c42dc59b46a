package dev.backline.cli;

import dev.backline.cli.session.Session;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code backline app}: holds the two commands that put an app in and out of service. */
@Command(name = "app", description = "Take an app out of service, and put it into service again.")
final class AppCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what to do: stop or start");
  }

  /** With the commands below it. */
  static CommandLine of(Session session) {
    return new CommandLine(new AppCommand())
        .addSubcommand(new AppStopCommand(session))
        .addSubcommand(new AppStartCommand(session));
  }
}
