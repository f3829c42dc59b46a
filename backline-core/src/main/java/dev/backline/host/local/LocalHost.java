package dev.backline.host.local;

import dev.backline.config.HostName;
import dev.backline.failure.Failure;
import dev.backline.host.CommandOutput;
import dev.backline.host.CommandResult;
import dev.backline.host.Host;
import dev.backline.host.HostCommand;
import dev.backline.host.output.OutputLines;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * This machine. Programs get a minimal environment: what they need to find their tools, and nothing
 * of ours. When this process is told to stop, they are stopped with it.
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

  /** How long output may still come after the program has ended. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  @Override
  public HostName name() {
    return HostName.LOCAL;
  }

  @Override
  public CommandResult run(HostCommand command, CommandOutput output) throws InterruptedException {
    long start = System.nanoTime();
    Process process = start(command);
    try {
      return await(process, command, output, start);
    } finally {
      RunningPrograms.remove(process);
    }
  }

  private static CommandResult await(
      Process process, HostCommand command, CommandOutput output, long start)
      throws InterruptedException {
    boolean ended = false;
    try (OutputLines lines =
        new OutputLines(
            process.getInputStream(),
            process.getErrorStream(),
            // A read from a pipe blocks the carrier of a virtual thread.
            Thread.ofPlatform().daemon().name("output of " + process.pid()).factory(),
            output)) {
      lines.read();
      feed(process, command);
      try {
        ended = process.waitFor(command.timeout().toNanos(), TimeUnit.NANOSECONDS);
      } finally {
        if (!ended) {
          ProcessTree.kill(process);
        }
      }
      // A grandchild that keeps the pipe open must not keep us: what it says later is not this
      // command's output.
      lines.finish(LAST_WORDS);
      return new CommandResult(
          process.isAlive() ? -1 : process.exitValue(),
          lines.stdout(),
          lines.stderr(),
          Duration.ofNanos(System.nanoTime() - start),
          !ended);
    }
  }

  /**
   * Ends what commands of this process run at the moment, for a process that is about to end
   * without shutdown hooks. Nobody is told how they ended, and no command is run any more.
   */
  public static void endPrograms() {
    RunningPrograms.endAll();
  }

  /**
   * The variables that a program run here gets besides its own. {@code java} on its path is that of
   * {@code JAVA_HOME}, which is the JDK that runs this program unless the user chose another, so
   * that builds and releases find one JDK and the same.
   */
  public static Map<String, String> inheritedEnvironment() {
    Map<String, String> inherited = new HashMap<>(System.getenv());
    inherited.keySet().retainAll(INHERITED);
    String javaHome =
        inherited.computeIfAbsent("JAVA_HOME", name -> System.getProperty("java.home"));
    inherited.merge(
        "PATH",
        javaHome + "/bin",
        (path, javaBin) -> path.startsWith(javaBin + ":") ? path : javaBin + ":" + path);
    return inherited;
  }

  private static Process start(HostCommand command) {
    Map<String, String> inherited = inheritedEnvironment();
    ProcessBuilder builder = new ProcessBuilder(located(words(command), inherited));
    command.directory().ifPresent(directory -> builder.directory(existing(command, directory)));
    return RunningPrograms.start(command, inherited, builder);
  }

  /** By sudo only where it is needed; the names of the variables are no secrets. */
  private static List<String> words(HostCommand command) {
    if (!command.privileged() || "root".equals(System.getProperty("user.name"))) {
      return command.argv();
    }
    List<String> words = new ArrayList<>(List.of("sudo", "-n"));
    if (!command.environment().isEmpty()) {
      words.add("--preserve-env=" + String.join(",", command.environment().keySet()));
    }
    words.add("--");
    words.addAll(command.argv());
    return words;
  }

  /** Java looks programs up on its own path, not on the path that the program will have. */
  private static List<String> located(List<String> argv, Map<String, String> environment) {
    String program = argv.getFirst();
    if (program.contains("/")) {
      return argv;
    }
    return find(program, environment.getOrDefault("PATH", ""))
        .map(path -> Stream.concat(Stream.of(path.toString()), argv.stream().skip(1)).toList())
        .orElse(argv);
  }

  /** Where a program is that is run by its name alone. */
  public static Optional<Path> find(String program) {
    return find(program, inheritedEnvironment().getOrDefault("PATH", ""));
  }

  private static Optional<Path> find(String program, String path) {
    return Stream.of(path.split(":"))
        .filter(directory -> !directory.isEmpty())
        .map(directory -> Path.of(directory, program))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst();
  }

  /** Without this check, a missing directory would be told as a missing program. */
  private static java.io.File existing(HostCommand command, Path directory) {
    if (!Files.isDirectory(directory)) {
      throw Failure.unavailable(
              "running " + command.program(),
              "the directory to run it in does not exist: " + directory,
              "make the directory, or correct its name")
          .toException();
    }
    return directory.toFile();
  }

  /** Writes on a thread of its own: a program that doesn't read must not outlast its timeout. */
  private static void feed(Process process, HostCommand command) {
    byte[] input =
        command
            .stdin()
            .map(secret -> secret.reveal().getBytes(StandardCharsets.UTF_8))
            .orElse(new byte[0]);
    Runnable write =
        () -> {
          try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(input);
          } catch (IOException programDidNotReadIt) {
            // A program may end, or close its input, without reading: its exit status tells whether
            // that mattered.
          }
        };
    if (input.length == 0) {
      write.run();
    } else {
      Thread.ofPlatform().daemon().name("stdin of " + command.program()).start(write);
    }
  }
}
