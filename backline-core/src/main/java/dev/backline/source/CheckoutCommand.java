package dev.backline.source;

import dev.backline.config.Argv;
import dev.backline.config.Commands;
import dev.backline.host.CommandOutput;
import dev.backline.host.CommandResult;
import dev.backline.host.Host;
import dev.backline.host.HostCommand;
import dev.backline.host.local.MarkedProcesses;
import dev.backline.secret.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Runs the commands that an app declares for its checkouts: a limited environment, a deadline, and
 * nothing left running afterwards, not even a daemon that left the process tree. If this process is
 * killed meanwhile, whoever goes on ends what it left: {@link MarkedProcesses#ofAllBelow}.
 */
public final class CheckoutCommand {

  private static final Duration AT_ONCE = Duration.ofMillis(1);

  private final Host host;

  /** On a host that shares this machine's processes and files. */
  public CheckoutCommand(Host host) {
    this.host = host;
  }

  /**
   * Runs them in order to their end, the first failure or the deadline of all.
   *
   * @return how the last one that ran ended; its time is that of all
   * @throws dev.backline.failure.BacklineException with {@code UNAVAILABLE} when a program can't be
   *     started
   */
  public CommandResult run(
      Commands commands, Path directory, Duration timeout, CommandOutput output)
      throws InterruptedException {
    Duration took = Duration.ZERO;
    CommandResult last = new CommandResult(0, List.of(), List.of(), took, false);
    for (Argv command : commands.inOrder()) {
      if (commands.inOrder().size() > 1) {
        output.line("> " + command);
      }
      Duration left = timeout.minus(took);
      last = run(command, directory, left.isPositive() ? left : AT_ONCE, output);
      took = took.plus(last.took());
      if (!last.succeeded()) {
        break;
      }
    }
    return new CommandResult(last.status(), last.stdout(), last.stderr(), took, last.timedOut());
  }

  private CommandResult run(Argv command, Path directory, Duration timeout, CommandOutput output)
      throws InterruptedException {
    MarkedProcesses started = MarkedProcesses.ofOneCommandIn(directory);
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
