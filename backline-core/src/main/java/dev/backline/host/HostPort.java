package dev.backline.host;

/**
 * A port that leads through the connection to a host. It ends when it is closed, and with the
 * connection: whoever needs one longer opens it again.
 */
public interface HostPort extends AutoCloseable {

  /** The port to connect to on the side where it begins, on 127.0.0.1. */
  int port();

  /** Whether it still leads somewhere. */
  boolean isOpen();

  @Override
  void close();
}
