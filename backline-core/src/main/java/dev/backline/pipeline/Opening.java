package dev.backline.pipeline;

import dev.backline.config.HostName;
import java.net.URI;

/**
 * A way from here to a slot on one machine, until it is closed.
 *
 * @param url without a path
 * @param end what closing it does
 */
public record Opening(HostName host, URI url, Runnable end) implements AutoCloseable {

  /** To a port of this machine, which is open anyway. */
  public static Opening here(int port) {
    return new Opening(HostName.LOCAL, URI.create("http://127.0.0.1:" + port), () -> {});
  }

  @Override
  public void close() {
    end.run();
  }
}
