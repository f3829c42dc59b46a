package dev.backline.host.fence;

import dev.backline.failure.Failure;
import dev.backline.host.CommandResult;
import dev.backline.host.Fence;
import dev.backline.host.FenceGate;
import dev.backline.host.Host;
import dev.backline.host.HostCommand;
import dev.backline.host.StaleFence;
import dev.backline.host.command.FenceCommands;
import java.nio.file.Path;

/**
 * The fence of an environment on a host that is reached by commands alone, such as one over SSH.
 *
 * @param folder the environment's folder on the host; it must exist
 */
public record FenceOnHost(Host host, Path folder) implements FenceGate {

  @Override
  public void admit(Fence fence, String tried) throws InterruptedException {
    CommandResult result = host.run(FenceCommands.admit(folder, fence));
    refuseIfStale(result, fence, tried);
    if (!result.succeeded()) {
      throw unusable(result, tried).toException();
    }
  }

  @Override
  public Fence highest() throws InterruptedException {
    String tried = "reading the fence " + folder;
    CommandResult result = host.run(FenceCommands.highest(folder));
    if (!result.succeeded()) {
      throw unusable(result, tried).toException();
    }
    return number(result, tried);
  }

  /**
   * Runs a command that no lower token may run and during which no higher one is admitted.
   *
   * @throws StaleFence if a higher one was seen; then it has not been run
   */
  public CommandResult run(HostCommand command, Fence fence, String tried)
      throws InterruptedException {
    CommandResult result = host.run(FenceCommands.under(folder, fence, command));
    refuseIfStale(result, fence, tried);
    if (result.status() == FenceCommands.BUSY) {
      throw unusable(result, tried).toException();
    }
    return result;
  }

  private void refuseIfStale(CommandResult result, Fence fence, String tried) {
    if (result.status() == FenceCommands.STALE && !result.timedOut()) {
      throw new StaleFence(tried, fence, number(result, tried));
    }
  }

  private Fence number(CommandResult result, String tried) {
    try {
      return new Fence(Long.parseLong(result.stdout().getLast().strip()));
    } catch (IllegalArgumentException | java.util.NoSuchElementException e) {
      throw unusable(result, tried).toException(e);
    }
  }

  private Failure unusable(CommandResult result, String tried) {
    String why =
        result.status() == FenceCommands.BUSY
            ? "another command works there and did not finish in time"
            : result.lastWords();
    return Failure.unavailable(
        tried,
        "the fence in " + folder + " on " + host.name() + " can't be used: " + why,
        "see that the folder is there and writable, and try again");
  }
}
