package dev.backline.host.local;

import dev.backline.failure.Failure;
import dev.backline.host.HostCommand;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The programs that commands of this process run at the moment. They end with it: when this process
 * is told to stop, they are stopped too, and no build goes on that nobody waits for. A process that
 * is killed can't see to that.
 */
final class RunningPrograms {

  /** With the mark that all they have started carries, where there is one. */
  private static final Map<Process, Optional<MarkedProcesses>> RUNNING = new ConcurrentHashMap<>();

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

  /**
   * Starts a command with its variables beside those inherited, and no others.
   *
   * @throws dev.backline.failure.BacklineException with {@code UNAVAILABLE} when it can't be
   *     started
   */
  static Process start(HostCommand command, Map<String, String> inherited, ProcessBuilder builder) {
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.putAll(inherited);
    command.environment().forEach((name, value) -> environment.put(name, value.reveal()));
    try {
      return start(builder);
    } catch (IOException e) {
      throw Failure.unavailable(
              "running " + command.program(),
              "it could not be started: " + e.getMessage(),
              "install it, or correct the command")
          .toException(e);
    }
  }

  /** Starts a program, unless this process ends: then it never returns. */
  static Process start(ProcessBuilder builder) throws IOException {
    // Locked, so that none is started unseen while those that run are being ended.
    synchronized (RUNNING) {
      if (!ending) {
        Process process = builder.start();
        RUNNING.put(process, mark(builder));
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

  /** Ends them, and what left their process trees; from now on none is started or told of. */
  static void endAll() {
    Map<Process, Optional<MarkedProcesses>> running;
    synchronized (RUNNING) {
      ending = true;
      running = Map.copyOf(RUNNING);
    }
    if (running.isEmpty()) {
      return;
    }
    ProcessTree.kill(running.keySet());
    running.values().forEach(mark -> mark.ifPresent(MarkedProcesses::kill));
  }

  private static Optional<MarkedProcesses> mark(ProcessBuilder builder) {
    return Optional.ofNullable(builder.environment().get(MarkedProcesses.VARIABLE))
        .map(MarkedProcesses::new);
  }
}
