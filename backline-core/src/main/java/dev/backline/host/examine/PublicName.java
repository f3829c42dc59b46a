package dev.backline.host.examine;

import dev.backline.config.HostSpec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Looks at an environment as its visitors come to it: by the name of its URL, and the certificate
 * that is shown there.
 *
 * @param trust decides which certificates a visitor would trust
 */
public record PublicName(SSLSocketFactory trust, InstantSource clock) {

  private static final int HTTPS = 443;
  private static final int MILLIS = 10_000;
  private static final String CERTIFICATE = "certificate";

  /** With the trust of this machine's JDK. */
  public static PublicName of(InstantSource clock) {
    return new PublicName((SSLSocketFactory) SSLSocketFactory.getDefault(), clock);
  }

  /** One finding about the name, and one about the certificate if the URL is https. */
  public List<HostFinding> look(URI url, List<HostSpec> hosts) {
    String name = Objects.requireNonNull(url.getHost(), "a URL with a host");
    List<HostFinding> findings = new ArrayList<>();
    Set<InetAddress> theirs = new LinkedHashSet<>();
    hosts.forEach(host -> theirs.addAll(resolved(host.login().address())));
    Set<InetAddress> found = resolved(name);
    findings.add(NameFinding.of(name, found, theirs));
    if ("https".equals(url.getScheme()) && !found.isEmpty()) {
      findings.add(certificate(name, url.getPort() < 0 ? HTTPS : url.getPort()));
    }
    return List.copyOf(findings);
  }

  private static Set<InetAddress> resolved(String name) {
    try {
      return new LinkedHashSet<>(List.of(InetAddress.getAllByName(name)));
    } catch (UnknownHostException none) {
      return Set.of();
    }
  }

  private HostFinding certificate(String name, int port) {
    try (Socket plain = new Socket()) {
      plain.connect(new InetSocketAddress(name, port), MILLIS);
      plain.setSoTimeout(MILLIS);
      try (SSLSocket socket = (SSLSocket) trust.createSocket(plain, name, port, true)) {
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS"); // RFC 9110, section 4.3.4
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        X509Certificate leaf = (X509Certificate) socket.getSession().getPeerCertificates()[0];
        return CertificateFinding.of(name, leaf.getNotAfter().toInstant(), clock.instant());
      }
    } catch (SSLException refused) {
      return HostFinding.unfit(
          CERTIFICATE,
          "visitors of " + name + " are warned: " + deepest(refused),
          "renew it, for this name, with its whole chain");
    } catch (IOException e) {
      return HostFinding.unfit(
          CERTIFICATE,
          name + ":" + port + " can't be connected to: " + e.getMessage(),
          "see that the edge runs and the host's firewall lets port " + port + " in");
    }
  }

  private static String deepest(Throwable e) {
    Throwable at = e;
    while (at.getCause() != null) {
      at = at.getCause();
    }
    return String.valueOf(at.getMessage());
  }
}
