package dev.backline.runtime.hosts;

import dev.backline.config.Argv;
import dev.backline.config.LimitSpec;
import dev.backline.runtime.FakeRuntime;
import dev.backline.runtime.Launch;
import dev.backline.runtime.ReleaseCommand;
import dev.backline.runtime.ReleaseRef;
import dev.backline.runtime.ReleaseRuntime;
import dev.backline.runtime.ReleaseRuntimeContract;
import dev.backline.runtime.Slot;
import java.util.Map;
import java.util.Optional;

/** Two hosts keep the contract that one keeps. */
class HostsRuntimeContractTest extends ReleaseRuntimeContract {

  private final FakeHosts hosts = new FakeHosts();

  @Override
  protected ReleaseRuntime runtime() {
    return hosts.together;
  }

  @Override
  protected Launch launch(ReleaseRef release, Behaviour behaviour) {
    FakeRuntime.Behaviour same =
        switch (behaviour) {
          case NORMAL -> FakeRuntime.Behaviour.NORMAL;
          case EXITS_AT_ONCE ->
              new FakeRuntime.Behaviour("exited with status 7: cannot find the moon", true);
          case NEVER_HEALTHY ->
              new FakeRuntime.Behaviour("not healthy after 3.0 s: it answers 503", false);
          case DIES_SOON_AFTER_BEING_HEALTHY ->
              new FakeRuntime.Behaviour("exited with status 3", true);
        };
    hosts.first.behave(release.label(), same);
    hosts.second.behave(release.label(), same);
    return new Launch(
        release,
        port -> new ReleaseCommand(Argv.of("app", "" + port), Map.of()),
        new LimitSpec(Optional.empty(), 1024));
  }

  @Override
  protected void kill(Slot slot) {
    hosts.first.kill(slot);
    hosts.second.kill(slot);
  }
}
