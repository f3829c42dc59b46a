package dev.backline.cli;

import dev.backline.cli.session.Surroundings;
import dev.backline.cli.terminal.LocalZone;
import dev.backline.cli.terminal.Terminal;
import dev.backline.host.local.LocalHost;
import dev.backline.pipeline.AppPipelines;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the program starts. */
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    // Not for --version or --help alone.
    if (args.length > 1 || args.length == 1 && !args[0].startsWith("-")) {
      WarmUp.begin();
    }
    Surroundings surroundings = surroundings();
    int status = new BacklineCommandLine(surroundings).run(args);
    surroundings.terminal().out().flush();
    surroundings.terminal().err().flush();
    // A run that is left goes on elsewhere, from its journal; nothing of it goes on unattended.
    LocalHost.endPrograms();
    // Not System.exit: whatever still sleeps in a thread has nothing to finish here.
    Runtime.getRuntime().halt(status);
  }

  /** What this process finds around it. */
  static Surroundings surroundings() {
    Map<String, String> variables = System.getenv();
    return new Surroundings(
        variables,
        Path.of(""),
        System.in,
        terminal(variables),
        InstantSource.system(),
        LocalZone::get,
        backline -> new AppPipelines(backline.parts()));
  }

  /** The launcher tells whether there is a terminal: finding out here would load a console. */
  private static Terminal terminal(Map<String, String> variables) {
    boolean dumb = "dumb".equals(variables.get("TERM"));
    boolean live = Boolean.getBoolean("backline.terminal") && !dumb;
    boolean noColor =
        Optional.ofNullable(variables.get("NO_COLOR")).filter(v -> !v.isEmpty()).isPresent();
    return new Terminal(
        stream(FileDescriptor.out),
        stream(FileDescriptor.err),
        live,
        live && !noColor,
        unicode(variables));
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  /** The first of these that is set decides (POSIX.1-2024, XBD section 8.2). */
  private static boolean unicode(Map<String, String> variables) {
    return Stream.of("LC_ALL", "LC_CTYPE", "LANG")
        .map(name -> variables.getOrDefault(name, ""))
        .filter(value -> !value.isEmpty())
        .findFirst()
        .map(value -> value.toLowerCase(Locale.ROOT).replace("-", "").endsWith("utf8"))
        .orElse(false);
  }
}
