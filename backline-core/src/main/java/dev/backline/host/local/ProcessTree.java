package dev.backline.host.local;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Ends a program and what it started. */
final class ProcessTree {

  private static final Duration GRACE = Duration.ofSeconds(2);
  private static final Duration PAUSE = Duration.ofMillis(10);

  private ProcessTree() {}

  /**
   * Asks the program and its descendants to end (SIGTERM), and kills those that haven't after 2
   * seconds. An interrupt while it waits shortens the wait, not the killing.
   */
  static void kill(Process process) throws InterruptedException {
    List<ProcessHandle> tree = withDescendants(Stream.of(process.toHandle()));
    tree.forEach(ProcessHandle::destroy);
    try {
      awaitEnd(tree);
    } finally {
      // Once more with descendants: one that ignores SIGTERM may have started others since.
      withDescendants(tree.stream()).forEach(ProcessHandle::destroyForcibly);
    }
    // A killed process has its exit status a moment later only.
    process.waitFor(GRACE.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** As {@link #kill(Process)}, for several at once, by a thread that can't be interrupted. */
  static void kill(Collection<Process> processes) {
    List<ProcessHandle> tree = withDescendants(processes.stream().map(Process::toHandle));
    tree.forEach(ProcessHandle::destroy);
    CompletableFuture.allOf(
            tree.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
        .orTimeout(GRACE.toMillis(), TimeUnit.MILLISECONDS)
        .handle((all, late) -> late == null)
        .join();
    withDescendants(tree.stream()).forEach(ProcessHandle::destroyForcibly);
  }

  private static void awaitEnd(List<ProcessHandle> tree) throws InterruptedException {
    long deadline = System.nanoTime() + GRACE.toNanos();
    while (tree.stream().anyMatch(ProcessHandle::isAlive) && System.nanoTime() - deadline < 0) {
      Thread.sleep(PAUSE);
    }
  }

  private static List<ProcessHandle> withDescendants(Stream<ProcessHandle> roots) {
    return roots
        .flatMap(root -> Stream.concat(Stream.of(root), root.descendants()))
        .distinct()
        .toList();
  }
}
