package dev.backline.runtime.hosts;

import dev.backline.config.HostName;
import dev.backline.host.CommandOutput;
import dev.backline.host.CommandResult;
import dev.backline.host.Host;
import dev.backline.host.HostCommand;
import dev.backline.runtime.FakeRuntime;
import java.util.List;

/** Two hosts with a fake runtime on each. */
final class FakeHosts {

  final FakeRuntime first = new FakeRuntime();
  final FakeRuntime second = new FakeRuntime();
  final HostsRuntime together =
      new HostsRuntime(
          List.of(
              new RuntimeOnHost(new Named(new HostName("web-1")), first),
              new RuntimeOnHost(new Named(new HostName("web-2")), second)));

  /** A host that no command is run on. */
  record Named(HostName name) implements Host {

    @Override
    public CommandResult run(HostCommand command, CommandOutput output) {
      throw new UnsupportedOperationException();
    }
  }
}
