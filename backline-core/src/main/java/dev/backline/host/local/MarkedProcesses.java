package dev.backline.host.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Finds every process that a command started, also those that left its process tree: a variable in
 * their environment gives them away. Needs Linux's {@code /proc} (proc(5), {@code environ});
 * elsewhere it finds none.
 *
 * @param token the variable's value, unique to one command
 */
public record MarkedProcesses(String token) {

  /** The variable to give to the command; its children inherit it. */
  public static final String VARIABLE = "BACKLINE_COMMAND";

  private static final Path PROC = Path.of("/proc");
  private static final int ROUNDS = 10;

  public static MarkedProcesses unique() {
    return new MarkedProcesses(UUID.randomUUID().toString());
  }

  /**
   * Kills them. Looks again until there are none, because a process may fork while it is killed.
   */
  public void kill() {
    List<ProcessHandle> found = find();
    for (int round = 0; round < ROUNDS && !found.isEmpty(); round++) {
      found.forEach(ProcessHandle::destroyForcibly);
      found.forEach(
          process -> process.onExit().completeOnTimeout(process, 1, TimeUnit.SECONDS).join());
      found = find();
    }
  }

  /** Those that run now. */
  public List<ProcessHandle> find() {
    List<ProcessHandle> found = new ArrayList<>();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path process : processes) {
        if (isMarked(process)) {
          Optional<ProcessHandle> handle =
              ProcessHandle.of(Long.parseLong(process.getFileName().toString()));
          handle.filter(ProcessHandle::isAlive).ifPresent(found::add);
        }
      }
    } catch (IOException noProcHere) {
      return List.of();
    }
    return found;
  }

  private boolean isMarked(Path process) {
    try {
      // As Latin-1 every byte is one character, whatever the variables hold.
      String environment =
          new String(Files.readAllBytes(process.resolve("environ")), StandardCharsets.ISO_8859_1);
      return Arrays.asList(environment.split("\0")).contains(VARIABLE + "=" + token);
    } catch (IOException endedOrNotOurs) {
      return false;
    }
  }
}
