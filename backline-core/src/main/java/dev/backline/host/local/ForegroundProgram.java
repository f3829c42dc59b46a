package dev.backline.host.local;

import dev.backline.host.HostCommand;
import java.util.Map;

/**
 * A program that has this process's own standard input, output and error until it ends, such as one
 * that a person talks to. There is no limit to how long it takes; the command's timeout and input
 * are not looked at.
 */
public final class ForegroundProgram {

  private ForegroundProgram() {}

  /**
   * Runs it to its end. It is stopped when this process is told to stop.
   *
   * @param inherited its variables beside the command's own
   * @return its exit status; 128 + signal when a signal ended it
   * @throws dev.backline.failure.BacklineException with {@code UNAVAILABLE} when it can't be
   *     started
   */
  public static int run(HostCommand command, Map<String, String> inherited)
      throws InterruptedException {
    Process process = start(command, inherited);
    boolean ended = false;
    try {
      int status = process.waitFor();
      ended = true;
      return status;
    } finally {
      if (!ended) {
        ProcessTree.kill(process);
      }
      RunningPrograms.remove(process);
    }
  }

  private static Process start(HostCommand command, Map<String, String> inherited) {
    ProcessBuilder builder = new ProcessBuilder(command.argv()).inheritIO();
    return RunningPrograms.start(command, inherited, builder);
  }
}
