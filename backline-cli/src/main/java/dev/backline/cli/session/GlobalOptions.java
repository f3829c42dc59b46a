package dev.backline.cli.session;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ScopeType;

/**
 * The options that every command takes. Put together by hand, not by annotations: for those, the
 * JVM makes classes anew at each start.
 */
public final class GlobalOptions {

  private @Nullable Path data;
  private boolean json;
  private boolean verbose;
  private boolean noColor;

  /** For it and all of its subcommands; what is given on the command line is here afterwards. */
  public void addTo(CommandSpec program) {
    program
        .addOption(
            OptionSpec.builder("--data")
                .paramLabel("DIR")
                .type(Path.class)
                .converters(Path::of)
                .scopeType(ScopeType.INHERIT)
                .description(
                    "Backline's data directory (default: $BACKLINE_DATA, else"
                        + " $XDG_STATE_HOME/backline, else ~/.local/state/backline)")
                .setter(setter(value -> data = (Path) value))
                .build())
        .addOption(
            flag(
                "--json",
                "print the result as JSON, and failures as JSON on standard error",
                value -> json = value))
        .addOption(flag("--verbose", "show the stack trace of a failure", value -> verbose = value))
        .addOption(
            flag(
                "--no-color", "no colours (also: the variable NO_COLOR)", value -> noColor = value))
        .addOption(
            asked("-h", "--help", "Show this help message and exit.")
                .scopeType(ScopeType.INHERIT)
                .usageHelp(true)
                .build())
        .addOption(
            asked("-V", "--version", "Print the version and exit (without a command only).")
                .versionHelp(true)
                .build());
  }

  private static OptionSpec.Builder asked(String letter, String name, String description) {
    return OptionSpec.builder(letter, name).type(boolean.class).description(description);
  }

  private static OptionSpec flag(String name, String description, Consumer<Boolean> set) {
    return OptionSpec.builder(name)
        .type(boolean.class)
        .scopeType(ScopeType.INHERIT)
        .description(description)
        .setter(setter(value -> set.accept(Boolean.TRUE.equals(value))))
        .build();
  }

  private static ISetter setter(Consumer<@Nullable Object> set) {
    return new ISetter() {
      @Override
      public <T> @Nullable T set(@Nullable T value) {
        set.accept(value);
        return null;
      }
    };
  }

  Optional<Path> data() {
    return Optional.ofNullable(data);
  }

  public boolean json() {
    return json;
  }

  public boolean verbose() {
    return verbose;
  }

  public boolean noColor() {
    return noColor;
  }
}
