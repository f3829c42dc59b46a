package dev.backline.host.local;

import dev.backline.failure.Failure;
import dev.backline.host.CommandOutput;
import dev.backline.host.CommandResult;
import dev.backline.host.Host;
import dev.backline.host.HostCommand;
import dev.backline.host.HostName;
import dev.backline.secret.Secret;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * This machine. Programs get a minimal environment: what they need to find their tools, and nothing
 * of ours.
 */
public final class LocalHost implements Host {

  private static final List<String> INHERITED =
      List.of(
          "PATH",
          "HOME",
          "USER",
          "LOGNAME",
          "LANG",
          "LC_ALL",
          "TZ",
          "TMPDIR",
          "JAVA_HOME",
          "MAVEN_OPTS");
  private static final int MOST_LINES = 10_000;
  private static final Duration KILL_GRACE = Duration.ofSeconds(2);

  @Override
  public HostName name() {
    return HostName.LOCAL;
  }

  @Override
  public CommandResult run(HostCommand command, CommandOutput output) throws InterruptedException {
    long start = System.nanoTime();
    Process process = start(command);
    Lines stdout = new Lines(process.getInputStream(), output);
    Lines stderr = new Lines(process.getErrorStream(), output);
    boolean ended = false;
    try {
      Thread out = Thread.startVirtualThread(stdout);
      Thread err = Thread.startVirtualThread(stderr);
      feed(process, command);
      ended = process.waitFor(command.timeout().toMillis(), TimeUnit.MILLISECONDS);
      if (!ended) {
        killTree(process);
      }
      // A grandchild that keeps the pipe open must not keep us: what it says later is not this
      // command's output.
      out.join(KILL_GRACE);
      err.join(KILL_GRACE);
      int status = process.isAlive() ? -1 : process.exitValue();
      return new CommandResult(
          status,
          stdout.kept(),
          stderr.kept(),
          Duration.ofNanos(System.nanoTime() - start),
          !ended);
    } finally {
      if (!ended) {
        killTree(process);
      }
    }
  }

  /** The variables that a program run here gets besides its own. */
  public static Map<String, String> inheritedEnvironment() {
    Map<String, String> inherited = new java.util.HashMap<>(System.getenv());
    inherited.keySet().retainAll(INHERITED);
    return inherited;
  }

  private static Process start(HostCommand command) {
    ProcessBuilder builder = new ProcessBuilder(command.argv());
    command.directory().ifPresent(directory -> builder.directory(directory.toFile()));
    Map<String, String> environment = builder.environment();
    environment.keySet().retainAll(INHERITED);
    command.environment().forEach((name, value) -> environment.put(name, value.reveal()));
    try {
      return builder.start();
    } catch (IOException e) {
      throw Failure.unavailable(
              "running " + command.program(),
              "it could not be started: " + e.getMessage(),
              "install it, or correct the command")
          .toException(e);
    }
  }

  private static void feed(Process process, HostCommand command) {
    try (OutputStream stdin = process.getOutputStream()) {
      if (command.stdin().isPresent()) {
        stdin.write(
            command.stdin().map(Secret::reveal).orElse("").getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException programDidNotReadIt) {
      // A program may end, or close its input, without reading: its exit status tells whether that
      // mattered.
    }
  }

  private static void killTree(Process process) throws InterruptedException {
    List<ProcessHandle> tree = new ArrayList<>(process.descendants().toList());
    tree.add(process.toHandle());
    tree.forEach(ProcessHandle::destroy);
    if (!process.waitFor(KILL_GRACE.toMillis(), TimeUnit.MILLISECONDS)
        || tree.stream().anyMatch(ProcessHandle::isAlive)) {
      tree.forEach(ProcessHandle::destroyForcibly);
    }
  }

  /** Reads a stream to its end, passing each line on and keeping the last ones. */
  private static final class Lines implements Runnable {

    private final InputStream stream;
    private final CommandOutput output;
    private final Deque<String> kept = new ArrayDeque<>();

    Lines(InputStream stream, CommandOutput output) {
      this.stream = stream;
      this.output = output;
    }

    @Override
    public void run() {
      try (BufferedReader reader =
          new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          keep(line);
          output.line(line);
        }
      } catch (IOException | UncheckedIOException closedWhenKilled) {
        // The process was killed; what was read until then stands.
      }
    }

    private synchronized void keep(String line) {
      if (kept.size() == MOST_LINES) {
        kept.removeFirst();
      }
      kept.addLast(line);
    }

    synchronized List<String> kept() {
      return List.copyOf(kept);
    }
  }
}
