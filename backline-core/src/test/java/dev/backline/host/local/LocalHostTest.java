package dev.backline.host.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.host.Host;
import dev.backline.host.HostCommand;
import dev.backline.host.HostContract;
import dev.backline.secret.Secret;
import java.util.List;
import org.junit.jupiter.api.Test;

class LocalHostTest extends HostContract {

  private static final Secret SECRET = Secret.of("s3cret-value");

  private final LocalHost host = new LocalHost();

  @Override
  protected Host host() {
    return host;
  }

  @Test
  void givesAMinimalEnvironmentAndTheCommandsOwn() throws InterruptedException {
    List<String> names =
        host.run(HostCommand.of("env").with("TOKEN", SECRET)).stdout().stream()
            .map(line -> line.substring(0, line.indexOf('=')))
            .toList();

    assertThat(names).contains("PATH", "TOKEN");
    assertThat(LocalHost.inheritedEnvironment().keySet()).contains("PATH").doesNotContain("TOKEN");
    assertThat(names)
        .isSubsetOf(
            "PATH",
            "HOME",
            "USER",
            "LOGNAME",
            "LANG",
            "LC_ALL",
            "TZ",
            "TMPDIR",
            "JAVA_HOME",
            "MAVEN_OPTS",
            "TOKEN");
  }
}
