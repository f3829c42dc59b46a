package dev.backline.cli.demo;

import dev.backline.Backline;
import dev.backline.config.EnvironmentName;
import dev.backline.edge.Edge;
import dev.backline.failure.BacklineException;
import dev.backline.failure.Failure;
import dev.backline.host.Fence;
import dev.backline.lease.LeaseScope;
import dev.backline.lease.Owner;
import dev.backline.runtime.ReleaseRuntime;
import dev.backline.runtime.Slot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Stops everything that runs on a data directory of the demo, side by side, and kills what takes
 * too long: 5 s in all at the most.
 */
final class DemoShutdown {

  private static final Duration CONTROLLER = Duration.ofMillis(1500);
  private static final Duration LEASE = Duration.ofMillis(500);
  private static final Duration GRACE = Duration.ofMillis(1500);
  private static final Duration EVERYTHING = Duration.ofSeconds(2);
  private static final Duration LOOK_EVERY = Duration.ofMillis(50);

  private DemoShutdown() {}

  /** The controller first: it would start again what dies. */
  static void of(Process controller, Backline backline) throws InterruptedException {
    controller.destroy();
    if (!controller.waitFor(CONTROLLER.toMillis(), TimeUnit.MILLISECONDS)) {
      controller.destroyForcibly();
    }
    try {
      ofEverythingBut(backline);
    } catch (BacklineException heldBySomebody) {
      killWhatRunsBelow(backline.data().root());
    }
  }

  /**
   * What an earlier demo has left; its controller is gone.
   *
   * @throws BacklineException if another process is at work there
   */
  static void ofEverythingBut(Backline backline) throws InterruptedException {
    List<Callable<Boolean>> stops = new ArrayList<>();
    for (EnvironmentName environment : List.of(DemoInstallation.DEV, DemoInstallation.PROD)) {
      Fence fence = fence(backline, environment);
      var here = backline.parts().environments().here(DemoInstallation.APP, environment);
      ReleaseRuntime runtime = here.runtime();
      Edge edge = here.edge();
      for (Slot slot : Slot.values()) {
        stops.add(done(() -> runtime.stop(slot, GRACE, fence)));
      }
      stops.add(done(() -> edge.stop(fence)));
    }
    stops.add(done(() -> backline.parts().cluster().stop(GRACE)));
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    threads.invokeAll(stops, EVERYTHING.toMillis(), TimeUnit.MILLISECONDS);
    threads.shutdownNow();
    killWhatRunsBelow(backline.data().root());
  }

  private interface Stop {
    void now() throws InterruptedException;
  }

  private static Callable<Boolean> done(Stop stop) {
    return () -> {
      stop.now();
      return true;
    };
  }

  /** Releases, edges, PostgreSQL and builds all work in the directory. */
  private static void killWhatRunsBelow(Path root) {
    ProcessHandle.allProcesses()
        .filter(process -> process.pid() != ProcessHandle.current().pid())
        .filter(process -> worksBelow(process, root))
        .forEach(ProcessHandle::destroyForcibly);
  }

  private static boolean worksBelow(ProcessHandle process, Path root) {
    try {
      Path directory =
          Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "cwd"));
      return directory.startsWith(root.toRealPath());
    } catch (IOException goneOrAnothers) {
      return false;
    }
  }

  /**
   * A lease of its own, so that nothing that was left behind can start anything again meanwhile.
   */
  private static Fence fence(Backline backline, EnvironmentName environment)
      throws InterruptedException {
    LeaseScope scope = new LeaseScope(DemoInstallation.APP.value(), environment.value());
    long deadline = System.nanoTime() + LEASE.toNanos();
    while (System.nanoTime() - deadline < 0) {
      var lease = backline.leases().tryAcquire(scope, Owner.thisProcess());
      if (lease.isPresent()) {
        backline.leases().release(lease.get());
        return new Fence(lease.get().token().value());
      }
      Thread.sleep(LOOK_EVERY);
    }
    throw Failure.unavailable(
            "stopping " + scope,
            "another process holds its lease",
            "see which one with 'backline runs'")
        .toException();
  }
}
