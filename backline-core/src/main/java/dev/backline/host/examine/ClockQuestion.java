package dev.backline.host.examine;

import dev.backline.host.CommandResult;
import dev.backline.host.Host;
import dev.backline.host.HostCommand;
import java.time.Instant;
import java.time.InstantSource;

/**
 * How far a host's clock is from ours.
 *
 * @param clock ours
 */
record ClockQuestion(InstantSource clock) {

  /** Over a connection that is open, so that no log-in counts as part of the way. */
  HostFinding ask(Host host) throws InterruptedException {
    Instant asked = clock.instant();
    CommandResult result = host.run(HostCommand.of("date", "+%s.%N").within(Question.LIMIT));
    Instant answered = clock.instant();
    return ClockOffset.parse(String.join("", result.stdout()))
        .map(theirs -> ClockOffset.of(asked, answered, theirs).finding())
        .orElseGet(() ->
            HostFinding.unfit(
                "clock", "it can't be read: " + result.lastWords(), "try 'date' on the host"));
  }
}
