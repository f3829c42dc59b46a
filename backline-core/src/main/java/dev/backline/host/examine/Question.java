package dev.backline.host.examine;

import dev.backline.failure.BacklineException;
import dev.backline.host.CommandResult;
import dev.backline.host.Host;
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

  /** A host that can't be asked has not passed. */
  HostFinding ask(Host host) throws InterruptedException {
    try {
      return judge.of(host.run(command));
    } catch (BacklineException e) {
      return HostFinding.unfit(subject, e.failure());
    }
  }
}
