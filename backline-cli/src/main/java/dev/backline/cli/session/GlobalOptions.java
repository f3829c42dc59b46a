package dev.backline.cli.session;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that every command takes. */
public final class GlobalOptions {

  @Option(
      names = "--data",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description =
          "Backline's data directory (default: $BACKLINE_DATA, else $XDG_STATE_HOME/backline, else"
              + " ~/.local/state/backline)")
  private @Nullable Path data;

  @Option(
      names = "--json",
      scope = ScopeType.INHERIT,
      description = "print the result as JSON, and failures as JSON on standard error")
  private boolean json;

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "show the stack trace of a failure")
  private boolean verbose;

  @Option(
      names = "--no-color",
      scope = ScopeType.INHERIT,
      description = "no colours (also: the variable NO_COLOR)")
  private boolean noColor;

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
