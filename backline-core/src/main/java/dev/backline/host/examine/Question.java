package dev.backline.host.examine;

import dev.backline.host.CommandResult;
import dev.backline.host.HostCommand;
import java.time.Duration;

/**
 * Something to ask a host.
 *
 * @param subject as in the finding
 * @param command changes nothing
 * @param judge makes a finding of how the command ended
 */
record Question(String subject, HostCommand command, Judge judge) {

  static final Duration LIMIT = Duration.ofSeconds(20);

  /** A pure function. */
  @FunctionalInterface
  interface Judge {

    HostFinding of(CommandResult result);
  }

  Question {
    command = command.within(LIMIT);
  }
}
