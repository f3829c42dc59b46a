package dev.backline.cli;

import dev.backline.cli.session.Session;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code backline secret}: holds the three commands on secrets. */
@Command(name = "secret", description = "Set, list and remove an environment's secrets.")
final class SecretCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what to do: set, list or remove");
  }

  /** With the commands below it. */
  static CommandLine of(Session session) {
    return new CommandLine(new SecretCommand())
        .addSubcommand(new SecretSetCommand(session))
        .addSubcommand(new SecretListCommand(session))
        .addSubcommand(new SecretRemoveCommand(session));
  }
}
