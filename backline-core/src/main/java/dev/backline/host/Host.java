package dev.backline.host;

import dev.backline.config.HostName;

/** A machine that commands run on. */
public interface Host {

  HostName name();

  /**
   * Runs the command to its end or its timeout, whichever is first. When the calling thread is
   * interrupted the program and its children are killed before this throws.
   *
   * @throws dev.backline.failure.BacklineException with {@code UNAVAILABLE} when the program can't
   *     be started
   */
  CommandResult run(HostCommand command, CommandOutput output) throws InterruptedException;

  default CommandResult run(HostCommand command) throws InterruptedException {
    return run(command, CommandOutput.ignored());
  }
}
