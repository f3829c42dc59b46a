package dev.backline.e2e;

import dev.backline.database.cluster.LocalCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The processes that outlive a controller, found by the directory that they work in. */
final class Leftovers {

  private Leftovers() {}

  /**
   * Ends the database server and then, at once, whatever else works below the directory, and
   * deletes it.
   */
  static void end(Path root, LocalCluster cluster) {
    try {
      cluster.stop(Duration.ofSeconds(20));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      List<ProcessHandle> left = below(root);
      left.forEach(ProcessHandle::destroyForcibly);
      Awaiting.until(
          "everything that was started has ended",
          Duration.ofSeconds(10),
          () -> left.stream().noneMatch(ProcessHandle::isAlive));
      Awaiting.until("the directory is deleted", Duration.ofSeconds(10), () -> deleted(root));
    }
  }

  /** Not at the first attempt if something, such as JGit's clock probe, still writes there. */
  private static boolean deleted(Path root) {
    try (Stream<Path> all = Files.walk(root)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
      return true;
    } catch (IOException | UncheckedIOException e) {
      return !Files.exists(root);
    }
  }

  /** All processes whose working directory or command names the directory, but this one. */
  static List<ProcessHandle> below(Path root) {
    return ProcessHandle.allProcesses()
        .filter(process -> process.pid() != ProcessHandle.current().pid())
        .filter(process -> worksBelow(process.pid(), root))
        .toList();
  }

  private static boolean worksBelow(long pid, Path root) {
    Path proc = Path.of("/proc", Long.toString(pid));
    return directory(proc).filter(path -> path.startsWith(root)).isPresent()
        || command(proc).contains(root + "/");
  }

  private static Optional<Path> directory(Path proc) {
    try {
      return Optional.of(Files.readSymbolicLink(proc.resolve("cwd")));
    } catch (IOException goneOrAnothers) {
      return Optional.empty();
    }
  }

  static String command(Path proc) {
    try {
      return new String(Files.readAllBytes(proc.resolve("cmdline")), StandardCharsets.UTF_8)
          .replace('\0', ' ');
    } catch (IOException goneOrAnothers) {
      return "";
    }
  }
}
