package dev.backline.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
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

  private Enclosure(Process outside) {
    this.outside = outside;
  }

  /**
   * Starts a script in new namespaces.
   *
   * @param namespaces options of unshare(1) besides those for processes and mounts
   * @param script lies beside this class; has to end with its standard input
   */
  static Enclosure start(
      TestPlace place, Path log, List<String> namespaces, String script, List<String> arguments) {
    List<String> argv = new ArrayList<>(List.of("unshare", "--mount", "--pid", "--fork"));
    argv.addAll(List.of("--kill-child", "--mount-proc"));
    argv.addAll(namespaces);
    // Its first process has to see to the children of those that ended.
    argv.addAll(List.of("--", "docker-init", "--", "bash", "-c", Programs.script(script), script));
    argv.addAll(arguments);
    try {
      Process process =
          new ProcessBuilder(argv)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      place.endsWithThis(process);
      return new Enclosure(process);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean alive() {
    return outside.isAlive();
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
