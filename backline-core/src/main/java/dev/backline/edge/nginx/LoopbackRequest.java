package dev.backline.edge.nginx;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/**
 * One GET on a connection of its own to a port of 127.0.0.1, under the public name: what a user's
 * would meet. Java's HTTP client can't ask for another name than the one that it connects to.
 *
 * @param tls whether to speak TLS
 * @param name what goes into Host and, with TLS, into SNI
 */
record LoopbackRequest(int port, boolean tls, Optional<String> name, String path) {

  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final int LONGEST = 64 * 1024;
  private static final int HEAD = "HTTP/1.1 200".length();

  /** The status, 100 to 599, and the beginning of the body. */
  record Answer(int status, String body) {}

  /**
   * @throws IOException if there is no answer within 5 s, or none of HTTP
   */
  Answer get() throws IOException {
    try (Socket plain = new Socket()) {
      plain.setSoTimeout((int) TIMEOUT.toMillis());
      plain.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port), (int) TIMEOUT.toMillis());
      try (Socket socket = tls ? secured(plain) : plain) {
        socket.getOutputStream().write(text().getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return answer(socket.getInputStream());
      }
    }
  }

  /** HTTP/1.0: the answer comes unchunked and ends with the connection. */
  private String text() {
    return "GET "
        + path
        + " HTTP/1.0\r\nHost: "
        + name.orElse("127.0.0.1")
        + "\r\nUser-Agent: backline\r\nConnection: close\r\n\r\n";
  }

  private static Answer answer(InputStream in) throws IOException {
    String text = new String(in.readNBytes(LONGEST), StandardCharsets.ISO_8859_1);
    if (!text.matches("(?s)HTTP/1\\.[01] [1-5][0-9]{2}.*")) {
      throw new IOException(text.isEmpty() ? "it closes the connection" : "it does not speak HTTP");
    }
    int body = text.indexOf("\r\n\r\n");
    return new Answer(
        Integer.parseInt(text.substring(HEAD - 3, HEAD)), body < 0 ? "" : text.substring(body + 4));
  }

  private Socket secured(Socket plain) throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new AnyCertificate()}, null);
      SSLSocket socket =
          (SSLSocket)
              context.getSocketFactory().createSocket(plain, name.orElse("127.0.0.1"), port, true);
      SSLParameters parameters = socket.getSSLParameters();
      name.ifPresent(host -> parameters.setServerNames(List.of(new SNIHostName(host))));
      socket.setSSLParameters(parameters);
      return socket;
    } catch (GeneralSecurityException e) {
      throw new IOException("TLS can't be used here", e);
    }
  }
}
