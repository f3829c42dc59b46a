package dev.backline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.testing.TestHost;
import java.util.List;

/** What a rehearsal must not leave behind on hosts. */
final class RehearsalLeftovers {

  private RehearsalLeftovers() {}

  static void assertNone(List<TestHost> hosts) {
    for (TestHost host : hosts) {
      assertNone(host, "docker", "container", "ls", "--all", "--format", "{{.Names}}");
      assertNone(host, "docker", "volume", "ls", "--format", "{{.Name}}");
      assertNone(host, "docker", "network", "ls", "--format", "{{.Name}}");
    }
  }

  private static void assertNone(TestHost host, String... list) {
    assertThat(host.run(list)).as("%s on %s", list[1], host.name()).doesNotContain("_rehearsal");
  }
}
