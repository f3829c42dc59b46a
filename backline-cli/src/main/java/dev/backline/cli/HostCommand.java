package dev.backline.cli;

import dev.backline.cli.session.Session;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code backline host}: holds the three commands on hosts. */
@Command(name = "host", description = "Trust, list and forget the SSH host keys of hosts.")
final class HostCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what to do: trust, list or remove");
  }

  /** With the commands below it. */
  static CommandLine of(Session session) {
    return new CommandLine(new HostCommand())
        .addSubcommand(new HostTrustCommand(session))
        .addSubcommand(new HostListCommand(session))
        .addSubcommand(new HostRemoveCommand(session));
  }
}
