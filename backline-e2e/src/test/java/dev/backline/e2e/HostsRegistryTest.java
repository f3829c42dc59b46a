package dev.backline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.config.AppName;
import dev.backline.config.SecretName;
import dev.backline.run.RunRecord;
import dev.backline.run.RunStatus;
import dev.backline.secret.Secret;
import dev.backline.testing.TestHost;
import dev.backline.testing.TestRegistry;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Two production hosts that pull from a registry with TLS and a login, on its bad days. */
@Tag("long")
class HostsRegistryTest {

  private static final SecretName PASSWORD = new SecretName("REGISTRY_PASSWORD");
  private static final String RIGHT = "s3cret-word";
  private static final String WRONG = "another-word";

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  static Path directory;

  private static HostsInstallation installation;
  private static TestRegistry registry;
  private static SSLContext before;
  private static int changes;

  @BeforeAll
  static void makeHosts() throws Exception {
    installation = HostsInstallation.ofTinyApp(directory, 2);
    registry =
        TestRegistry.on(installation.machine()).withTls().withLogin("deployer", RIGHT).start();
    before = SSLContext.getDefault();
    SSLContext.setDefault(trusting(registry.certificate()));
    for (TestHost host : installation.hosts()) {
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
    password(RIGHT);
    installation
        .tiny()
        .edit("backline.yml", text -> text + declared())
        .commit("Take images from a registry");
  }

  private static String declared() {
    return """
    secrets: [REGISTRY_PASSWORD]
    registry:
      repository: %s/team/tiny
      login: {password: {user: deployer, secret: REGISTRY_PASSWORD}}
    """
        .formatted(registry.name());
  }

  @AfterAll
  static void endEverything() {
    SSLContext.setDefault(before);
    registry.close();
    installation.close();
  }

  /** Proves as well that the bad day before left nothing that stands in the way. */
  @BeforeEach
  void bothServeANewRelease() throws Exception {
    installation.succeeded(deliver());
    assertThat(served()).hasSize(1).doesNotContain("?");
  }

  @Test
  void aSlowRegistryTakesItsTimeAndDelivers() throws Exception {
    List<String> earlier = served();
    registry.slowDown(Duration.ofMillis(400));
    try (Load load = Load.leisurely(installation.urlOf(installation.hosts().getLast()))) {
      RunRecord run = installation.succeeded(deliver());
      System.out.println("with a slow registry: " + installation.times(run));
      assertThat(load.failures()).isEmpty();
    } finally {
      registry.slowDown(Duration.ZERO);
    }
    assertThat(served()).hasSize(1).isNotEqualTo(earlier);
  }

  @Test
  void aRegistryThatIsDownIsToldBeforeAnythingChanges() throws Exception {
    List<String> earlier = served();
    registry.stop();
    try {
      RunRecord run = deliver();
      assertThat(run.status()).as(installation.story(run)).isEqualTo(RunStatus.UNDONE);
      assertThat(installation.story(run)).contains(registry.name(), "can't be reached");
      assertThat(served()).isEqualTo(earlier);
    } finally {
      registry.start();
    }
  }

  @Test
  void aLoginThatIsRefusedIsToldBeforeAnythingChangesAndWithoutThePassword() throws Exception {
    List<String> earlier = served();
    password(WRONG);
    try {
      RunRecord run = deliver();
      assertThat(run.status()).as(installation.story(run)).isEqualTo(RunStatus.UNDONE);
      assertThat(installation.story(run)).contains("refuses the login").doesNotContain(WRONG);
      assertThat(served()).isEqualTo(earlier);
    } finally {
      password(RIGHT);
    }
  }

  private static RunRecord deliver() throws Exception {
    installation.tiny().behaviour("note=" + ++changes).commit("Change " + changes);
    return installation.deploy(HostsInstallation.PROD);
  }

  /** What is served: one release, if the hosts agree. */
  private static List<String> served() {
    return installation.hosts().stream()
        .map(host -> HostsInstallation.served(installation.urlOf(host)))
        .distinct()
        .toList();
  }

  private static void password(String word) {
    installation
        .backline()
        .parts()
        .secrets()
        .of(new AppName(TinyApp.NAME), HostsInstallation.PROD)
        .set(PASSWORD, Secret.of(word));
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
}
