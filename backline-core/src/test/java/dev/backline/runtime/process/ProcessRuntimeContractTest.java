package dev.backline.runtime.process;

import dev.backline.config.LimitSpec;
import dev.backline.host.detached.ProcessIdentity;
import dev.backline.runtime.EnvironmentFolder;
import dev.backline.runtime.Launch;
import dev.backline.runtime.ReleaseRef;
import dev.backline.runtime.ReleaseRuntime;
import dev.backline.runtime.ReleaseRuntimeContract;
import dev.backline.runtime.Slot;
import dev.backline.secret.Masker;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The contract, with real processes. */
class ProcessRuntimeContractTest extends ReleaseRuntimeContract {

  @TempDir Path folder;
  private ProcessRuntime runtime = SampleLaunch.unusable();

  @BeforeEach
  void create() {
    runtime =
        new ProcessRuntime(
            new EnvironmentFolder("app/test", folder), Masker.none(), Clock.systemUTC());
  }

  @Override
  protected ReleaseRuntime runtime() {
    return runtime;
  }

  @Override
  protected Launch launch(ReleaseRef release, Behaviour behaviour) {
    LimitSpec none = new LimitSpec(Optional.empty(), 1024);
    return switch (behaviour) {
      case NORMAL -> SampleLaunch.of(release, none, Map.of(), "normal");
      case EXITS_AT_ONCE -> SampleLaunch.of(release, none, Map.of(), "exits");
      case NEVER_HEALTHY -> SampleLaunch.of(release, none, Map.of(), "never-healthy");
      case DIES_SOON_AFTER_BEING_HEALTHY -> SampleLaunch.of(release, none, Map.of(), "dies", "500");
    };
  }

  @Override
  protected void kill(Slot slot) throws Exception {
    ProcessIdentity process = runtime.status(slot).known().orElseThrow().process().orElseThrow();
    SampleLaunch.kill(process);
  }
}
