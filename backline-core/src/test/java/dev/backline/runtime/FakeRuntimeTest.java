package dev.backline.runtime;

import dev.backline.config.Argv;
import dev.backline.config.LimitSpec;
import java.util.Map;
import java.util.Optional;

class FakeRuntimeTest extends ReleaseRuntimeContract {

  private final FakeRuntime runtime = new FakeRuntime();

  @Override
  protected ReleaseRuntime runtime() {
    return runtime;
  }

  @Override
  protected Launch launch(ReleaseRef release, Behaviour behaviour) {
    runtime.behave(
        release.label(),
        switch (behaviour) {
          case NORMAL -> FakeRuntime.Behaviour.NORMAL;
          case EXITS_AT_ONCE ->
              new FakeRuntime.Behaviour("exited with status 7: cannot find the moon", true);
          case NEVER_HEALTHY ->
              new FakeRuntime.Behaviour("not healthy after 3.0 s: it answers 503", false);
          case DIES_SOON_AFTER_BEING_HEALTHY ->
              new FakeRuntime.Behaviour("exited with status 3", true);
        });
    return new Launch(
        release,
        port -> new ReleaseCommand(Argv.of("app", "" + port), Map.of()),
        new LimitSpec(Optional.empty(), 1024));
  }

  @Override
  protected void kill(Slot slot) {
    runtime.kill(slot);
  }
}
