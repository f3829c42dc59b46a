package dev.backline.database;

/**
 * Where a server listens, as seen from somewhere.
 *
 * @param host a host name or address
 * @param port 1 to 65535
 */
public record ServerAddress(String host, int port) {

  public ServerAddress {
    if (host.isBlank()) {
      throw new IllegalArgumentException("host is blank");
    }
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("not a port: " + port);
    }
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
