package dev.backline.host.detached;

import dev.backline.secret.Secret;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A program to start detached.
 *
 * @param environment added to the host's minimal one
 * @param log where its standard output and error are appended
 * @param memoryBytes the most writable memory that each of its processes may have; empty: no limit
 * @param openFiles the most files that each may have open; empty: the host's limit
 * @param entering words of programs that lead into where it runs, such as another network, and
 *     replace themselves by it; as a rule none
 */
public record DetachedCommand(
    List<String> argv,
    Map<String, Secret> environment,
    Path directory,
    Path log,
    OptionalLong memoryBytes,
    OptionalLong openFiles,
    List<String> entering,
    Marker marker) {

  public DetachedCommand {
    argv = List.copyOf(argv);
    entering = List.copyOf(entering);
    environment = Map.copyOf(environment);
    if (argv.isEmpty()) {
      throw new IllegalArgumentException("a command needs a program");
    }
  }

  /**
   * The words that start it: {@code setsid} gives it a session of its own, so that a Ctrl-C at the
   * terminal or its closing doesn't reach it; {@code prlimit} sets the limits. Both replace
   * themselves by the next program, so the pid stays the same.
   *
   * <p>Memory is limited by RLIMIT_DATA (getrlimit(2)): private writable memory, whether from brk
   * or mmap, as it is committed. RLIMIT_AS would count address space that is only reserved, and a
   * JVM reserves gigabytes (heap, class space, code cache) that it never touches. RLIMIT_RSS does
   * nothing on Linux. The limit is per process; a limit on all of them together needs a cgroup.
   */
  public List<String> words() {
    List<String> words = new ArrayList<>(List.of("setsid"));
    if (memoryBytes.isPresent() || openFiles.isPresent()) {
      words.add("prlimit");
      memoryBytes.ifPresent(bytes -> words.add("--data=" + bytes + ":" + bytes));
      openFiles.ifPresent(files -> words.add("--nofile=" + files + ":" + files));
      words.add("--");
    }
    words.addAll(entering);
    words.addAll(argv);
    return List.copyOf(words);
  }

  /** Words only; no values of variables. */
  @Override
  public String toString() {
    return String.join(" ", words());
  }
}
