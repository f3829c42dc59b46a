package dev.backline.host.local;

import dev.backline.host.FenceGate;
import dev.backline.host.FenceGateContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class HostFenceTest extends FenceGateContract {

  @TempDir Path folder;

  @Override
  protected FenceGate gate() {
    return new HostFence(folder);
  }
}
