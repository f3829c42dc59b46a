package dev.backline.edge.proxy;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * Where a release listens.
 *
 * @param host name or address
 * @param port 1 to 65535
 * @param release its label, 1 to 100 visible ASCII characters
 */
record Target(String host, int port, String release) {

  Target {
    if (host.isBlank()) {
      throw new IllegalArgumentException("host is blank");
    }
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("port must be 1 to 65535, is " + port);
    }
    if (!release.matches("[!-~]{1,100}")) {
      throw new IllegalArgumentException("release must be 1 to 100 visible characters");
    }
    uri(host, port);
  }

  URI uri() {
    return uri(host, port);
  }

  private static URI uri(String host, int port) {
    try {
      return new URI("http", null, host, port, null, null, null);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("host is neither a name nor an address", e);
    }
  }
}
