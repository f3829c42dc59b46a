package dev.backline.e2e;

import dev.backline.testing.TestHost;
import dev.backline.testing.TestRegistry;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A registry with TLS whose certificate hosts know, and this process as long as it is open, which
 * knows no other meanwhile.
 */
record KnownRegistry(TestRegistry registry, SSLContext before) implements AutoCloseable {

  static KnownRegistry start(TestRegistry.Plan plan, List<TestHost> hosts) throws Exception {
    TestRegistry registry = plan.withTls().start();
    KnownRegistry known = new KnownRegistry(registry, SSLContext.getDefault());
    SSLContext.setDefault(trusting(registry.certificate()));
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

  private static SSLContext trusting(Path certificate) throws Exception {
    KeyStore known = KeyStore.getInstance("PKCS12");
    known.load(null, null);
    try (InputStream pem = Files.newInputStream(certificate)) {
      known.setCertificateEntry(
          "registry", CertificateFactory.getInstance("X.509").generateCertificate(pem));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(known);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  @Override
  public void close() {
    SSLContext.setDefault(before);
    registry.close();
  }
}
