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
 * Finds every process that a command started, also those that left its process tree or outlived the
 * process that ran it: a variable in their environment gives them away. Needs Linux's {@code /proc}
 * (proc(5), {@code environ}); elsewhere it finds none.
 *
 * @param token how the variable's value begins
 */
public record MarkedProcesses(String token) {

  /** The variable to give to the command; its children inherit it. */
  public static final String VARIABLE = "BACKLINE_COMMAND";

  private static final Path PROC = Path.of("/proc");
  private static final int ROUNDS = 10;

  /** Those of one command that is run in the directory; its token is a whole value. */
  public static MarkedProcesses ofOneCommandIn(Path directory) {
    return new MarkedProcesses(ofAllBelow(directory).token() + UUID.randomUUID());
  }

  /** Those of every command that was ever run in the directory or below it. */
  public static MarkedProcesses ofAllBelow(Path directory) {
    return new MarkedProcesses(real(directory) + "/");
  }

  /** The same however the directory was named. */
  private static Path real(Path directory) {
    try {
      return directory.toRealPath();
    } catch (IOException none) {
      return directory.toAbsolutePath().normalize();
    }
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
      String environment = latin1(Files.readAllBytes(process.resolve("environ")));
      String mark = latin1((VARIABLE + "=" + token).getBytes(StandardCharsets.UTF_8));
      return Arrays.stream(environment.split("\0")).anyMatch(one -> one.startsWith(mark));
    } catch (IOException endedOrNotOurs) {
      return false;
    }
  }

  private static String latin1(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
