package dev.backline.host.local;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The programs that commands of this process run at the moment. They end with it: when this process
 * is told to stop, they are stopped too, and no build goes on that nobody waits for. A process that
 * is killed can't see to that.
 */
final class RunningPrograms {

  private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();
  private static volatile boolean ending;

  static {
    try {
      Runtime.getRuntime()
          .addShutdownHook(new Thread(RunningPrograms::endAll, "end running programs"));
    } catch (IllegalStateException endingAlready) {
      ending = true;
    }
  }

  private RunningPrograms() {}

  /** Starts a program, unless this process ends: then it never returns. */
  static Process start(ProcessBuilder builder) throws IOException {
    // Locked, so that none is started unseen while those that run are being ended.
    synchronized (RUNNING) {
      if (!ending) {
        Process process = builder.start();
        RUNNING.add(process);
        return process;
      }
    }
    return never();
  }

  /**
   * To be called before anything is told of how the program ended. Does not return while this
   * process ends: a program that was stopped for that has not failed, and its step stays unfinished
   * in the journal for whoever goes on with the run.
   */
  static void remove(Process process) {
    if (ending) {
      never();
    }
    RUNNING.remove(process);
  }

  private static Process never() {
    return new CompletableFuture<Process>().join();
  }

  private static void endAll() {
    List<Process> running;
    synchronized (RUNNING) {
      ending = true;
      running = List.copyOf(RUNNING);
    }
    ProcessTree.kill(running);
  }
}
