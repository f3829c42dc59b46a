package dev.backline.host.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.host.Host;
import dev.backline.host.HostContract;
import dev.backline.testing.SshServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SshHostTest extends HostContract {

  @TempDir static Path folder;
  private static SshServer server;
  private static SshHost host;

  @BeforeAll
  static void start() throws Exception {
    server = SshServer.start(folder);
    host = new SshHost(SshFixture.target(server), SshFixture.trusting(server, folder));
  }

  @AfterAll
  static void stop() {
    host.close();
    server.close();
  }

  @Override
  protected Host host() {
    return host;
  }

  @Test
  void isCalledWhatTheConfigurationCallsIt() {
    assertThat(host.name()).isEqualTo(SshFixture.NAME);
  }
}
