package dev.backline.edge;

/** Where a release listens; {@code port} is 1 to 65535. */
public record Target(String host, int port) {

  public Target {
    if (host.isBlank() || port < 1 || port > 65535) {
      throw new IllegalArgumentException("not a target: " + host + ":" + port);
    }
  }

  public static Target local(int port) {
    return new Target("127.0.0.1", port);
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
