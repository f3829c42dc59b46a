package dev.backline.cli;

import dev.backline.cli.session.GlobalOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program itself: holds the global options; without a command it asks for one. */
@Command(
    name = "backline",
    description = "Delivers a web app and its PostgreSQL database to its environments.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    versionProvider = BacklineVersion.class)
final class BacklineCommand implements Runnable {

  @Mixin private final GlobalOptions options;

  @Spec private CommandSpec spec = CommandSpec.create();

  BacklineCommand(GlobalOptions options) {
    this.options = options;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "no command was given");
  }
}
