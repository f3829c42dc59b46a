package dev.backline.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports for servers that are started later. They lie below 32768, where Linux by default takes the
 * local ports of outgoing connections from: one that the kernel names as free may be gone when its
 * server starts. Nor do they lie where Backline itself looks for ports.
 */
public final class FreePort {

  private static final int LOWEST = 11_000;
  private static final int COUNT = 4_000;

  /** Two processes that test at the same time begin elsewhere. */
  private static final AtomicInteger NEXT =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(COUNT));

  private FreePort() {}

  /** One that nothing listens on; the same again only after thousands of others. */
  public static int any() {
    for (int tries = 0; tries < COUNT; tries++) {
      int port = LOWEST + Math.floorMod(NEXT.getAndIncrement(), COUNT);
      if (isFree(port)) {
        return port;
      }
    }
    throw new IllegalStateException("none of " + COUNT + " ports from " + LOWEST + " is free");
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      // In use as well where something listens on every address.
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}
