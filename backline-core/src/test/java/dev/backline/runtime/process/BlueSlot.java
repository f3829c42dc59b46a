package dev.backline.runtime.process;

import dev.backline.config.HealthSpec;
import dev.backline.config.HttpPath;
import dev.backline.config.LimitSpec;
import dev.backline.host.Fence;
import dev.backline.host.detached.ProcessIdentity;
import dev.backline.runtime.EnvironmentFolder;
import dev.backline.runtime.Launch;
import dev.backline.runtime.ReleaseContent;
import dev.backline.runtime.ReleaseRef;
import dev.backline.runtime.Slot;
import dev.backline.runtime.SlotState;
import dev.backline.runtime.SlotStatus;
import dev.backline.secret.Masker;
import dev.backline.secret.Secret;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A slot of this machine with a release's files in it, and a runtime: for tests of either. */
abstract class BlueSlot {

  static final Fence FENCE = new Fence(1);
  static final ReleaseRef V1 = new ReleaseRef("sha256:0a", "v1", "c1");
  static final LimitSpec NO_LIMITS = new LimitSpec(Optional.empty(), 1024);
  static final HealthSpec CHECK =
      new HealthSpec(
          new HttpPath("/health"),
          200,
          Duration.ofMillis(50),
          Duration.ofSeconds(20),
          Duration.ZERO);

  @TempDir Path folder;
  ProcessRuntime runtime = SampleLaunch.unusable();

  @BeforeEach
  void create() throws Exception {
    runtime = anotherController();
    runtime.prepare(Slot.BLUE, V1.digest(), new ReleaseContent.Bundle(into -> {}), FENCE);
  }

  @AfterEach
  void stop() throws Exception {
    runtime.stop(Slot.BLUE, Duration.ZERO, new Fence(Long.MAX_VALUE));
  }

  SlotState startHealthy() throws InterruptedException {
    runtime.start(Slot.BLUE, sample("normal"), FENCE);
    return runtime.awaitHealthy(Slot.BLUE, CHECK, FENCE).state();
  }

  SlotState running() {
    return ((SlotStatus.Running) runtime.status(Slot.BLUE)).state();
  }

  ProcessIdentity process() {
    return running().process().orElseThrow();
  }

  ProcessRuntime anotherController() {
    return controller(folder);
  }

  static ProcessRuntime controller(Path folder) {
    return new ProcessRuntime(
        new EnvironmentFolder("app/test", folder), Masker.none(), Clock.systemUTC());
  }

  static Launch sample(String mode) {
    return sample(NO_LIMITS, Map.of(), mode);
  }

  static Launch sample(LimitSpec limits, Map<String, Secret> environment, String mode) {
    return SampleLaunch.of(V1, limits, environment, mode);
  }
}
