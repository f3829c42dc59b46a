package dev.backline.runtime.compose;

import dev.backline.runtime.Launch;
import dev.backline.runtime.ReleaseContent;
import dev.backline.runtime.ReleaseRef;
import dev.backline.runtime.ReleaseRuntime;
import dev.backline.runtime.ReleaseRuntimeContract;
import dev.backline.runtime.Slot;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The contract, with real containers of a host that is reached over SSH. A start is some twenty
 * commands there, each a program of its own: on a busy machine that takes its time.
 */
@Tag("long")
@Timeout(240)
class ComposeRuntimeContractTest extends ReleaseRuntimeContract {

  private static final String PROJECT = "shop-contract";

  @TempDir static Path shared;
  private static DockerHost docker;

  @TempDir Path folder;
  private ComposeRuntime runtime;

  @BeforeAll
  static void start() throws Exception {
    docker = DockerHost.start(shared, "web-1");
  }

  @AfterAll
  static void stop() {
    docker.close();
  }

  @BeforeEach
  void create() throws Exception {
    docker.clear();
    runtime = docker.runtime(DockerHost.place(folder.resolve("project"), PROJECT));
  }

  @Override
  protected ReleaseRuntime runtime() {
    return runtime;
  }

  @Override
  protected ReleaseContent content() {
    return new ReleaseContent.Image(docker.image());
  }

  @Override
  protected Launch launch(ReleaseRef release, Behaviour behaviour) {
    return SampleRelease.launch(release, behaviour);
  }

  @Override
  protected void kill(Slot slot) {
    docker.engine().docker("kill", PROJECT + "-web-" + slot.label());
  }
}
