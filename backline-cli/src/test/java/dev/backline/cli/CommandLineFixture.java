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
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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

  /** With {@code DATA} for the data directory in what it says. */
  Result run(String... args) {
    Result raw = runRaw(args);
    return new Result(raw.status(), shown(raw.out()), shown(raw.err()));
  }

  /** To the letter. */
  Result runRaw(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal = new Terminal(print(out), print(err), false, false, true);
    int status = commandLine(terminal).run(args);
    return new Result(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** A command that goes on until it is stopped. */
  Endless follow(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Terminal terminal = new Terminal(print(out), print(out), false, false, true);
    BacklineCommandLine line = commandLine(terminal);
    return new Endless(out, Thread.ofPlatform().daemon().start(() -> line.run(args)));
  }

  record Endless(ByteArrayOutputStream out, Thread thread) implements AutoCloseable {

    /** Waits until it has said that. */
    void awaitSaid(String text) throws InterruptedException {
      long deadline = System.nanoTime() + 20_000_000_000L;
      while (!out.toString(StandardCharsets.UTF_8).contains(text)) {
        if (System.nanoTime() - deadline > 0) {
          throw new AssertionError("in 20 s it said only: " + out.toString(StandardCharsets.UTF_8));
        }
        Thread.sleep(20);
      }
    }

    @Override
    public void close() throws InterruptedException {
      thread.interrupt();
      thread.join(10_000);
    }
  }

  /** Makes the directory a git checkout of an app with dev and prod. */
  void checkout() throws IOException {
    Files.createDirectories(directory.resolve(".git"));
    Files.writeString(
        directory.resolve("backline.yml"),
        """
        app: music-graph
        build: {command: make, inputs: ['**']}
        artifact: {bundle: {from: .}}
        run: {command: ./start, env: {KEY: '${secret.KEY}'}}
        secrets: [KEY]
        environments:
          dev: {follows: main, listen: '127.0.0.1:18080'}
          prod: {from: dev, listen: '127.0.0.1:18090'}
        """);
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
            () -> ZoneOffset.UTC,
            backline -> pipelines));
  }

  private String shown(String text) {
    return text.replace(data.toString(), "DATA");
  }

  private static PrintStream print(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
