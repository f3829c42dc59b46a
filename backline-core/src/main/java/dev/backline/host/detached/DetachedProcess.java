package dev.backline.host.detached;

import dev.backline.failure.Failure;
import dev.backline.host.local.LocalHost;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** A process that was started here and goes on without us. */
public final class DetachedProcess {

  private final Process process;
  private final ProcessIdentity identity;

  private DetachedProcess(Process process, ProcessIdentity identity) {
    this.process = process;
    this.identity = identity;
  }

  /**
   * Starts the program. Standard input is empty.
   *
   * @throws dev.backline.failure.BacklineException with {@code UNAVAILABLE} if there is no such
   *     program, or setsid and prlimit (util-linux) are missing
   */
  public static DetachedProcess start(DetachedCommand command) {
    ProcessBuilder builder =
        new ProcessBuilder(command.words())
            .directory(command.directory().toFile())
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(command.log().toFile()));
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.putAll(LocalHost.inheritedEnvironment());
    command.environment().forEach((name, value) -> environment.put(name, value.reveal()));
    environment.putAll(command.marker().variables());
    requireProgram(command, environment.getOrDefault("PATH", "/usr/bin:/bin"));
    try {
      Process process = builder.start();
      // A child that has ended already has no entry of its own any more, or is about to lose it.
      ProcessIdentity identity =
          Processes.entry(process.pid())
              .map(Processes.Entry::identity)
              .orElseGet(() -> new ProcessIdentity(process.pid(), 0, "0"));
      return new DetachedProcess(process, identity);
    } catch (IOException e) {
      throw Failure.unavailable(
              "starting " + command.argv().getFirst(),
              "it could not be started: " + e.getMessage(),
              "see that setsid and prlimit are installed (util-linux)")
          .toException(e);
    }
  }

  public ProcessIdentity identity() {
    return identity;
  }

  /**
   * How it ended, 128 + signal if by a signal; empty while it runs. /proc tells of an end a moment
   * before it is known here: this waits for that, at most 1 s.
   */
  public OptionalInt exitStatus() throws InterruptedException {
    if (Processes.alive(identity) || !process.waitFor(1, TimeUnit.SECONDS)) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(process.exitValue());
  }

  /** Asked before the start: afterwards it would only be a line in the program's log. */
  private static void requireProgram(DetachedCommand command, String path) {
    String program = command.argv().getFirst();
    boolean found =
        program.contains("/")
            ? Files.isExecutable(command.directory().resolve(program))
            : inPath(program, path);
    if (!found) {
      throw Failure.unavailable(
              "starting " + program,
              program.contains("/")
                  ? "there is no such program in " + command.directory()
                  : "no program of that name is in the PATH " + path,
              "correct the command, or install the program")
          .toException();
    }
  }

  private static boolean inPath(String program, String path) {
    for (String folder : path.split(File.pathSeparator, -1)) {
      Path candidate = Path.of(folder.isEmpty() ? "." : folder).resolve(program);
      if (Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
        return true;
      }
    }
    return false;
  }
}
