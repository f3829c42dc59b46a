package dev.backline.e2e;

import dev.backline.testing.TestHost;
import dev.backline.testing.TestRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLContext;

/**
 * A registry with TLS whose certificate hosts know, and this process as long as it is open, which
 * knows no other meanwhile.
 */
record KnownRegistry(TestRegistry registry, SSLContext before) implements AutoCloseable {

  static KnownRegistry start(TestRegistry.Plan plan, List<TestHost> hosts) throws Exception {
    TestRegistry registry = plan.withTls().start();
    KnownRegistry known = new KnownRegistry(registry, SSLContext.getDefault());
    SSLContext.setDefault(Trusting.only(registry.certificate()));
    for (TestHost host : hosts) {
      Path folder = Path.of("/etc/docker/certs.d", registry.name());
      host.run("mkdir", "-p", folder.toString());
      host.run(
          "sh",
          "-c",
          "printf %s \"$1\" >\"$2\"/ca.crt",
          "sh",
          Files.readString(registry.certificate()),
          folder.toString());
    }
    return known;
  }

  @Override
  public void close() {
    SSLContext.setDefault(before);
    registry.close();
  }
}
