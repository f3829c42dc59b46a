package dev.backline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.failure.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** docs/cli.md says what the commands are. */
class CliReferenceTest {

  private static final Path DOCUMENT =
      Path.of(System.getProperty("basedir", "."), "..", "docs", "cli.md");
  private static final String MARK = "-Dbackline.docs.write=true. -->\n\n";

  @TempDir Path folder;

  @Test
  void describesEveryCommandOptionAndArgument() throws IOException {
    String document = Files.readString(DOCUMENT);
    String head = document.substring(0, document.indexOf(MARK) + MARK.length());
    String written = head + reference();
    if (Boolean.getBoolean("backline.docs.write")) {
      Files.writeString(DOCUMENT, written);
    }
    assertThat(document).isEqualTo(written);
  }

  @Test
  void documentsEveryExitStatus() throws IOException {
    String document = Files.readString(DOCUMENT);
    for (ExitCode code : ExitCode.values()) {
      assertThat(document).contains("| " + code.status() + " | ");
    }
  }

  private String reference() {
    CommandLine root = new CommandLineFixture(folder).commandLine().model();
    List<String> lines = new ArrayList<>(List.of("Options of every command:", ""));
    options(root.getCommandSpec(), true, lines);
    root.getSubcommands().values().forEach(command -> section(command.getCommandSpec(), lines));
    return String.join("\n", lines) + "\n";
  }

  private static void section(CommandSpec spec, List<String> lines) {
    List<String> arguments =
        spec.positionalParameters().stream().map(CliReferenceTest::argument).toList();
    lines.add("");
    lines.add(
        "### `"
            + spec.qualifiedName()
            + (arguments.isEmpty() ? "" : " ")
            + String.join(" ", arguments)
            + "`");
    lines.add("");
    lines.add(String.join(" ", spec.usageMessage().description()));
    if (!spec.positionalParameters().isEmpty() || spec.options().stream().anyMatch(own(spec))) {
      lines.add("");
    }
    for (PositionalParamSpec argument : spec.positionalParameters()) {
      lines.add("- `" + argument.paramLabel() + "`: " + text(argument.description(), argument));
    }
    options(spec, false, lines);
    spec.subcommands().values().forEach(below -> section(below.getCommandSpec(), lines));
  }

  private static void options(CommandSpec spec, boolean all, List<String> lines) {
    spec.options().stream()
        .filter(option -> all || own(spec).test(option))
        .forEach(option ->
            lines.add(
                "- `"
                    + String.join("`, `", option.names())
                    + "`"
                    + (option.arity().max() > 0 ? " `" + option.paramLabel() + "`" : "")
                    + ": "
                    + text(option.description(), option)));
  }

  private static java.util.function.Predicate<OptionSpec> own(CommandSpec spec) {
    return option -> !option.inherited();
  }

  private static String argument(PositionalParamSpec argument) {
    return argument.required() ? argument.paramLabel() : "[" + argument.paramLabel() + "]";
  }

  private static String text(String[] description, CommandLine.Model.ArgSpec of) {
    return String.join(" ", description)
        .replace("${DEFAULT-VALUE}", String.valueOf(of.defaultValue()));
  }
}
