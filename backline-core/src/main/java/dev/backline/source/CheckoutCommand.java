package dev.backline.source;

import dev.backline.config.Argv;
import dev.backline.host.CommandOutput;
import dev.backline.host.CommandResult;
import dev.backline.host.Host;
import dev.backline.host.HostCommand;
import dev.backline.host.local.MarkedProcesses;
import dev.backline.secret.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Runs the commands that an app declares for its checkouts: a limited environment, a deadline, and
 * nothing left running afterwards, not even a daemon that left the process tree.
 */
public final class CheckoutCommand {

  private final Host host;

  /** On a host that shares this machine's processes and files. */
  public CheckoutCommand(Host host) {
    this.host = host;
  }

  /**
   * Runs it to its end or its deadline.
   *
   * @throws dev.backline.failure.BacklineException with {@code UNAVAILABLE} when the program can't
   *     be started
   */
  public CommandResult run(Argv command, Path directory, Duration timeout, CommandOutput output)
      throws InterruptedException {
    MarkedProcesses started = MarkedProcesses.unique();
    HostCommand hostCommand =
        HostCommand.of(command.words())
            .in(directory)
            .within(timeout)
            .with(variables(directory, started));
    try {
      return host.run(hostCommand, output);
    } finally {
      started.kill();
    }
  }

  /** Why it did not succeed, for people. */
  public static String whyItFailed(CommandResult result, Duration timeout) {
    return result.timedOut()
        ? "it did not end within %d s and was killed with all that it had started"
            .formatted(timeout.toSeconds())
        : result.lastWords();
  }

  private static Map<String, Secret> variables(Path directory, MarkedProcesses started) {
    return Map.of(
        MarkedProcesses.VARIABLE,
        Secret.of(started.token()),
        // Many tools ask no questions and draw no progress bars then.
        "CI",
        Secret.of("true"),
        // A checkout has no .git: a build that asks git must not find a repository further up.
        "GIT_CEILING_DIRECTORIES",
        Secret.of(String.valueOf(directory.toAbsolutePath().getParent())));
  }
}
