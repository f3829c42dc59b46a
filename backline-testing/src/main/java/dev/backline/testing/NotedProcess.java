package dev.backline.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A process that is known again from a note.
 *
 * @param start in clock ticks after the machine's (proc(5), {@code /proc/PID/stat}, field 22): the
 *     same pid with another start is another process
 */
record NotedProcess(long pid, long start) {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  /** Start is the 20th word behind the program's name, which may itself hold spaces. */
  private static final int START_BEHIND_NAME = 20;

  static NotedProcess of(ProcessHandle process) {
    return new NotedProcess(process.pid(), startOf(process.pid()));
  }

  static NotedProcess parse(String line) {
    String[] words = line.split(" ", -1);
    return new NotedProcess(Long.parseLong(words[0]), Long.parseLong(words[1]));
  }

  boolean alive() {
    return start > 0 && startOf(pid) == start;
  }

  /** Waits for its end; if it doesn't come, kills it, if it is still that process. */
  void end() {
    if (Waiting.until(LIMIT, () -> !alive())) {
      return;
    }
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    if (!Waiting.until(LIMIT, () -> !alive())) {
      throw new IllegalStateException("process " + pid + " does not end");
    }
  }

  @Override
  public String toString() {
    return pid + " " + start;
  }

  /** 0 if there is no such process. */
  private static long startOf(long pid) {
    try {
      String stat =
          Files.readString(
              Path.of("/proc", Long.toString(pid), "stat"), StandardCharsets.ISO_8859_1);
      List<String> words = List.of(stat.substring(stat.lastIndexOf(')') + 1).split(" ", -1));
      return Long.parseLong(words.get(START_BEHIND_NAME));
    } catch (IOException gone) {
      return 0;
    }
  }
}
