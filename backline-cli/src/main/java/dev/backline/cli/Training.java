package dev.backline.cli;

import dev.backline.cli.session.Surroundings;
import dev.backline.cli.terminal.LocalZone;
import dev.backline.cli.terminal.Terminal;
import dev.backline.host.local.LocalHost;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * Does what common commands do, on the data directory that {@link TrainingData} made, so that the
 * JVM can note which classes they need (JEP 514). Run by the launcher after a build; its argument
 * is the folder that holds the directory {@code data}.
 */
public final class Training {

  private static final List<List<String>> COMMANDS =
      List.of(
          List.of("--version"),
          List.of("--help"),
          List.of("status"),
          List.of("status", "--json"),
          List.of("releases"),
          List.of("runs"),
          List.of("runs", "--json"),
          List.of("run", "1"),
          List.of("run", "999"),
          List.of("events"),
          List.of("check", "backline.yml"),
          List.of("no-such-command"));

  private Training() {}

  public static void main(String[] args) {
    Path folder = Path.of(args[0]);
    Main.surroundings();
    WarmUp.begin();
    for (List<String> command : COMMANDS) {
      new BacklineCommandLine(surroundings(folder)).run(command.toArray(String[]::new));
    }
    LocalHost.endPrograms();
  }

  private static Surroundings surroundings(Path folder) {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    return new Surroundings(
        Map.of("BACKLINE_DATA", folder.resolve("data").toString()),
        folder,
        InputStream.nullInputStream(),
        new Terminal(nowhere, nowhere, false, true, true),
        InstantSource.system(),
        LocalZone::get,
        backline -> run -> List.of());
  }
}
