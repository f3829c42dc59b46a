package dev.backline.database.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ServerUserTest {

  @Test
  void ownProcessIsRootsExactlyIfRootRunsIt() {
    boolean root = "root".equals(System.getProperty("user.name"));

    assertThat(ServerUser.isRoot(Path.of("/proc/self/status"))).isEqualTo(root);
  }

  @Test
  void processOfAnotherAccountIsNotTakenForRoots() throws IOException, InterruptedException {
    boolean root = "root".equals(System.getProperty("user.name"));
    ProcessBuilder other =
        root
            ? new ProcessBuilder(
                "setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "cat")
            : new ProcessBuilder("cat");
    Process process = other.start();
    try {
      // It answers only once it runs as the other account.
      process.outputWriter().write("ready\n");
      process.outputWriter().flush();
      assertThat(process.inputReader().readLine()).isEqualTo("ready");

      assertThat(ServerUser.isRoot(Path.of("/proc", Long.toString(process.pid()), "status")))
          .isFalse();
    } finally {
      process.destroyForcibly().waitFor();
    }
  }
}
