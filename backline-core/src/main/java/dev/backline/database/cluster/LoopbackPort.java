package dev.backline.database.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports of 127.0.0.1. */
final class LoopbackPort {

  /** Below the range that Linux takes ports of outgoing connections from (32768 to 60999). */
  private static final int LOWEST = 15_432;

  private static final int HIGHEST = 25_431;
  private static final int TRIES = 200;

  private LoopbackPort() {}

  static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }

  /** One that nobody listens on now. */
  static int choose() throws IOException {
    for (int tried = 0; tried < TRIES; tried++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST + 1);
      if (isFree(port)) {
        return port;
      }
    }
    throw new IOException("no free port found between " + LOWEST + " and " + HIGHEST);
  }
}
