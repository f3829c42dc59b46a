package dev.backline.runtime.compose;

import dev.backline.failure.BacklineException;
import dev.backline.host.CommandOutput;
import dev.backline.host.CommandResult;
import dev.backline.host.Fence;
import dev.backline.host.Host;
import dev.backline.host.command.DockerCommands;
import dev.backline.host.command.TaskContainer;
import dev.backline.runtime.ReleaseCommand;
import dev.backline.runtime.Slot;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commands that run to their end in a slot's release. Each has a container of its own, made under
 * the fence and started after that: once a later lease has removed it, it can't begin any more.
 */
final class SlotTasks {

  private static final Logger LOG = LoggerFactory.getLogger(SlotTasks.class);

  private final Host host;
  private final Engine engine;
  private final ProjectName project;
  private final ProjectNetwork network;

  SlotTasks(Host host, Engine engine, ComposePlace place) {
    this.host = host;
    this.engine = engine;
    this.project = place.project();
    this.network = place.network();
  }

  CommandResult run(
      Slot slot,
      String image,
      ReleaseCommand command,
      Duration timeout,
      CommandOutput output,
      Fence fence)
      throws InterruptedException {
    end(slot, fence);
    TaskContainer task =
        new TaskContainer(
            project.container("task-" + UUID.randomUUID()),
            image,
            network(),
            Map.of(SlotLabels.TASK, label(slot)),
            command.argv().words(),
            command.environment());
    try {
      engine.change(
          DockerCommands.createTask(task), fence, "making a container for " + command.argv());
      return host.run(DockerCommands.runTask(task.name(), timeout), output);
    } finally {
      remove(task.name());
    }
  }

  /** Ends commands whose caller died. */
  void end(Slot slot, Fence fence) throws InterruptedException {
    List<String> left = engine.labelled(SlotLabels.TASK, label(slot));
    if (!left.isEmpty()) {
      engine.remove(left, fence);
    }
  }

  private void remove(String name) throws InterruptedException {
    try {
      host.run(DockerCommands.remove(List.of(name)));
    } catch (BacklineException e) {
      // What is left of it is ended before the next one; how the command ended is what matters.
      LOG.warn("Container {} is left: {}", name, e.failure().summary());
    }
  }

  private String network() {
    return switch (network) {
      case ProjectNetwork.Open _ -> project.network();
      case ProjectNetwork.Apart _ -> "host";
    };
  }

  private String label(Slot slot) {
    return project + "/" + slot;
  }
}
