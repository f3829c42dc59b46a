package dev.backline.runtime.process;

import dev.backline.failure.Failure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Free ports on the loopback address. They are looked for below 32768, where the kernel by default
 * takes no ports from for outgoing connections (ip(7), ip_local_port_range), so that one is less
 * likely to be gone when the release gets to it.
 */
final class Ports {

  private static final int FIRST = 20_000;
  private static final int END = 32_768;
  private static final int ATTEMPTS = 200;

  private Ports() {}

  static int free() {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, END);
      if (isFree(port)) {
        return port;
      }
    }
    throw Failure.unavailable(
            "choosing a port for the release",
            "of " + ATTEMPTS + " ports tried between " + FIRST + " and " + END + " none was free",
            "see what listens there: ss -ltnp")
        .toException();
  }

  static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      // As a server would: connections of its predecessor that are in TIME_WAIT don't matter.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}
