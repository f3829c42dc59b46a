package dev.backline.cli;

import dev.backline.Backline;
import dev.backline.cli.session.Surroundings;
import dev.backline.cli.terminal.Terminal;
import dev.backline.lease.LeaseScope;
import dev.backline.run.RunKind;
import dev.backline.run.RunRequest;
import dev.backline.state.DataDirectory;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Does what common commands do, on a data directory made for it, so that the JVM can note which
 * classes they need (JEP 514). Run by the launcher after a build; its argument is an empty folder.
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
    Path data = folder.resolve("data");
    Backline backline = Backline.open(new DataDirectory(data), InstantSource.system());
    backline
        .runs()
        .submit(
            new RunRequest(
                RunKind.DEPLOY,
                new LeaseScope("training", "dev"),
                Map.of("commit", "0".repeat(40)),
                "training",
                Optional.empty()));
    Main.surroundings();
    for (List<String> command : COMMANDS) {
      new BacklineCommandLine(surroundings(folder, data)).run(command.toArray(String[]::new));
    }
  }

  private static Surroundings surroundings(Path folder, Path data) {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    return new Surroundings(
        Map.of("BACKLINE_DATA", data.toString()),
        folder,
        InputStream.nullInputStream(),
        new Terminal(nowhere, nowhere, false, true, true),
        InstantSource.system(),
        ZoneId.systemDefault(),
        backline -> run -> List.of());
  }
}
