package dev.backline.host.examine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.config.HostName;
import dev.backline.config.HostSpec;
import dev.backline.config.SshLoginAddress;
import dev.backline.host.HostCommand;
import dev.backline.host.examine.HostFinding.Fine;
import dev.backline.host.examine.HostFinding.Unfit;
import dev.backline.host.local.LocalHost;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PublicNameTest {

  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final List<HostSpec> HOSTS =
      List.of(
          new HostSpec(
              new HostName("web-1"),
              new SshLoginAddress("anna", "127.0.0.1", 22),
              Optional.empty()));

  @TempDir Path folder;

  @Test
  void aTrustedCertificateForTheNameTellsItsDaysLeft() throws Exception {
    SSLContext server = certificate("localhost", 90);

    assertThat(look(server, server))
        .contains(new Fine("public name", "localhost leads to 127.0.0.1"))
        .anySatisfy(finding ->
            assertThat(finding)
                .isInstanceOfSatisfying(
                    Fine.class,
                    fine -> assertThat(fine.detail()).startsWith("right for localhost, 89 days")));
  }

  @Test
  void oneThatSoonEndsIsTold() throws Exception {
    SSLContext server = certificate("localhost", 5);

    assertThat(why(look(server, server))).startsWith("of localhost: 4 days left");
  }

  @Test
  void oneForAnotherNameIsTold() throws Exception {
    SSLContext server = certificate("shop.example", 90);

    assertThat(why(look(server, server))).contains("visitors of localhost are warned", "localhost");
  }

  @Test
  void oneThatNobodyTrustsIsTold() throws Exception {
    assertThat(why(look(certificate("localhost", 90), SSLContext.getDefault())))
        .contains("unable to find valid certification path");
  }

  @Test
  void aPortThatNobodyListensOnIsTold() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    List<HostFinding> findings =
        PublicName.of(InstantSource.system()).look(URI.create("https://localhost:" + port), HOSTS);

    assertThat(why(findings)).startsWith("localhost:" + port + " can't be connected to");
  }

  @Test
  void aNameThatLeadsElsewhereIsToldOnlyWhereTheHostsShowTheirAddresses() throws Exception {
    Set<InetAddress> found = Set.of(InetAddress.getByName("192.0.2.7"));

    assertThat(NameFinding.of("shop.example", found, found)).isInstanceOf(Fine.class);
    assertThat(NameFinding.of("shop.example", found, Set.of(InetAddress.getByName("198.51.100.1"))))
        .isEqualTo(
            new Unfit(
                "public name",
                "shop.example leads to 192.0.2.7, which is none of the hosts",
                "let its A or AAAA record name one of 198.51.100.1"));
    for (String hidden : List.of("10.0.0.11", "fd00::11", "127.0.0.1")) {
      assertThat(NameFinding.of("shop.example", found, Set.of(InetAddress.getByName(hidden))))
          .isInstanceOf(Fine.class);
    }
  }

  private static String why(List<HostFinding> findings) {
    return ((Unfit) findings.getLast()).why();
  }

  /** What a visitor with this trust sees of a server with that certificate. */
  private static List<HostFinding> look(SSLContext server, SSLContext visitor) throws Exception {
    try (ServerSocket socket =
        server
            .getServerSocketFactory()
            .createServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> shakeHands(socket));
      return new PublicName(visitor.getSocketFactory(), InstantSource.system())
          .look(URI.create("https://localhost:" + socket.getLocalPort()), HOSTS);
    }
  }

  private static void shakeHands(ServerSocket socket) {
    try (SSLSocket visitor = (SSLSocket) socket.accept()) {
      visitor.startHandshake();
      visitor.getInputStream().read();
    } catch (IOException theVisitorLeft) {
      // As it may.
    }
  }

  /** Serves with a certificate of its own, and trusts it. */
  private SSLContext certificate(String name, int days) throws Exception {
    Path file = folder.resolve("keys.p12");
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    assertThat(
            new LocalHost()
                .run(
                    HostCommand.of(
                        keytool.toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "site",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=dns:" + name,
                        "-validity",
                        Integer.toString(days),
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD)))
                .succeeded())
        .isTrue();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD);
    }
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("site", keys.getCertificate("site"));
    KeyManagerFactory own = KeyManagerFactory.getInstance("PKIX");
    own.init(keys, PASSWORD);
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }
}
