package dev.backline.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Processes in namespaces of their own, which end with the JVM, however that ends: the first of
 * them reads from a pipe whose other end the JVM holds, and the kernel ends all with the first.
 */
final class Enclosure {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final Process outside;
  private final Path log;

  private Enclosure(Process outside, Path log) {
    this.outside = outside;
    this.log = log;
  }

  /**
   * Starts a script in new namespaces.
   *
   * @param namespaces options of unshare(1) besides those for processes and mounts
   * @param log gets what is said; its folder gets the script too
   * @param script lies beside this class; has to end with its standard input
   */
  static Enclosure start(
      TestPlace place, Path log, List<String> namespaces, String script, List<String> arguments) {
    // As a file: on the command line its whole text would show among the processes.
    Path file = log.resolveSibling(script);
    List<String> argv = new ArrayList<>(List.of("unshare", "--mount", "--pid", "--fork"));
    argv.addAll(List.of("--kill-child", "--mount-proc"));
    argv.addAll(namespaces);
    // Its first process has to see to the children of those that ended.
    argv.addAll(List.of("--", "docker-init", "--", "bash", file.toString()));
    argv.addAll(arguments);
    try {
      Files.writeString(file, Programs.script(script));
      Process process =
          new ProcessBuilder(argv)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      place.endsWithThis(process);
      return new Enclosure(process, log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean alive() {
    return outside.isAlive();
  }

  /** Says a line to the script. */
  void tell(String line) {
    try {
      outside.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
      outside.getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The pid, on this machine, of the first process in there. */
  long first() {
    Waiting.until(LIMIT, () -> outside.children().findAny().isPresent() || !alive());
    return outside
        .children()
        .findAny()
        .orElseThrow(() -> new IllegalStateException("no namespaces: " + Programs.read(log)))
        .pid();
  }

  /** Ends all processes at once, as a power cut would; returns when none is left. */
  void end() {
    try {
      outside.getOutputStream().close();
      if (!outside.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        outside.destroyForcibly();
        throw new IllegalStateException("what tests started does not end: pid " + outside.pid());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while ending what tests started", e);
    }
  }
}
