package dev.backline.pipeline;

import dev.backline.config.Argv;
import dev.backline.config.HostName;
import dev.backline.host.CommandOutput;
import dev.backline.host.CommandResult;
import dev.backline.host.Fence;
import dev.backline.host.Host;
import dev.backline.host.HostCommand;
import dev.backline.runtime.ReleaseCommand;
import dev.backline.runtime.ReleaseRuntime;
import dev.backline.runtime.Slot;

/**
 * The inside of a slot as a host: commands run among the files of the release in it, wherever its
 * runtime keeps them.
 */
record SlotHost(ReleaseRuntime runtime, Slot slot, Fence fence) implements Host {

  @Override
  public HostName name() {
    return HostName.LOCAL;
  }

  @Override
  public CommandResult run(HostCommand command, CommandOutput output) throws InterruptedException {
    ReleaseCommand inSlot = new ReleaseCommand(new Argv(command.argv()), command.environment());
    return runtime.run(slot, inSlot, command.timeout(), output, fence);
  }
}
