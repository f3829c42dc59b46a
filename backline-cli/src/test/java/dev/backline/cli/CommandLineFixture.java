package dev.backline.cli;

import dev.backline.Backline;
import dev.backline.cli.session.Surroundings;
import dev.backline.cli.terminal.Terminal;
import dev.backline.journal.RunId;
import dev.backline.lease.LeaseScope;
import dev.backline.run.Pipelines;
import dev.backline.run.RunKind;
import dev.backline.run.RunRequest;
import dev.backline.run.Step;
import dev.backline.state.DataDirectory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Commands in this process, on a data directory of the test, at a time that stands still. */
final class CommandLineFixture {

  static final Instant NOW = Instant.parse("2026-03-01T12:03:04Z");
  static final LeaseScope DEV = new LeaseScope("music-graph", "dev");

  /** What a command left behind. */
  record Result(int status, String out, String err) {}

  final Path data;
  final Path directory;
  final Map<String, String> variables = new HashMap<>();
  InstantSource clock = InstantSource.fixed(NOW);
  Pipelines pipelines = run -> List.of();
  String input = "";

  CommandLineFixture(Path folder) {
    this.data = folder.resolve("data");
    this.directory = folder;
    variables.put("BACKLINE_DATA", data.toString());
    variables.put("USER", "anna");
  }

  Backline backline() {
    return Backline.open(new DataDirectory(data), clock);
  }

  RunId submit(RunKind kind, String environment, Map<String, String> parameters) {
    RunRequest request =
        new RunRequest(
            kind,
            new LeaseScope("music-graph", environment),
            parameters,
            "anna on the command line",
            Optional.empty());
    return backline().runs().submit(request).id();
  }

  /** Submits a run of these steps and works it off. */
  RunId finished(RunKind kind, String environment, Step... steps) {
    RunId id = submit(kind, environment, Map.of());
    backline().worker(run -> List.of(steps)).workOff(new LeaseScope("music-graph", environment));
    return id;
  }

  Result run(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal = new Terminal(print(out), print(err), false, false, true);
    int status = commandLine(terminal).run(args);
    return new Result(status, text(out), text(err));
  }

  BacklineCommandLine commandLine() {
    return commandLine(
        new Terminal(
            print(new ByteArrayOutputStream()),
            print(new ByteArrayOutputStream()),
            false,
            false,
            true));
  }

  private BacklineCommandLine commandLine(Terminal terminal) {
    return new BacklineCommandLine(
        new Surroundings(
            variables,
            directory,
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            terminal,
            clock,
            ZoneOffset.UTC,
            backline -> pipelines));
  }

  private String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8).replace(data.toString(), "DATA");
  }

  private static PrintStream print(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
