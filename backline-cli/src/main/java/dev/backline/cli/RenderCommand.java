package dev.backline.cli;

import dev.backline.cli.session.Session;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code backline render}: holds what prints files as Backline writes them. */
@Command(name = "render", description = "Print files as Backline writes them.")
final class RenderCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what to print: compose");
  }

  /** With the command below it. */
  static CommandLine of(Session session) {
    return new CommandLine(new RenderCommand()).addSubcommand(new RenderComposeCommand(session));
  }
}
