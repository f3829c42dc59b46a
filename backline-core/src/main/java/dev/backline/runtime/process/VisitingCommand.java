package dev.backline.runtime.process;

import dev.backline.config.Argv;
import dev.backline.host.CommandOutput;
import dev.backline.host.CommandResult;
import dev.backline.host.HostCommand;
import dev.backline.host.detached.Marker;
import dev.backline.host.detached.ProcessGroup;
import dev.backline.host.local.LocalHost;
import dev.backline.host.local.MarkedProcesses;
import dev.backline.runtime.PortVariables;
import dev.backline.runtime.SlotState;
import dev.backline.secret.Secret;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A command that a person runs beside a slot's release. It doesn't outlive the caller, and neither
 * does what it starts; should the caller be killed, what is left ends with the release.
 */
record VisitingCommand(SlotFolder folder, SlotProcess process, SlotState state) {

  private static final Duration GRACE = Duration.ofSeconds(2);

  CommandResult run(Argv command, PortVariables release, Duration limit, CommandOutput output)
      throws InterruptedException {
    Marker marker = process.visitorMarker(UUID.randomUUID().toString());
    Map<String, Secret> variables = new HashMap<>(release.on(state.port()));
    marker.variables().forEach((name, value) -> variables.put(name, Secret.of(value)));
    // By this one it is ended when this process is told to end.
    MarkedProcesses marked = MarkedProcesses.ofOneCommandIn(folder.path());
    variables.put(MarkedProcesses.VARIABLE, Secret.of(marked.token()));
    try {
      return new LocalHost()
          .run(
              HostCommand.of(command.words())
                  .in(folder.filesOf(state.release().digest()))
                  .with(variables)
                  .within(limit),
              output);
    } finally {
      new ProcessGroup(Optional.empty(), marker).end(GRACE);
    }
  }
}
