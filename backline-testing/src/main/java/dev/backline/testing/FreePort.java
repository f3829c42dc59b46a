package dev.backline.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
  private static final AtomicInteger NEXT =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(COUNT));

  /** Held until the process ends, with a lock on one byte for each port given. */
  private static final FileChannel GIVEN = given();

  private FreePort() {}

  /**
   * One that nothing listens on; the same again only after thousands of others, and to no other
   * process that tests at the same time: a server that is killed and comes back finds its port.
   */
  public static int any() {
    for (int tries = 0; tries < COUNT; tries++) {
      int port = LOWEST + Math.floorMod(NEXT.getAndIncrement(), COUNT);
      if (isFree(port) && isOurs(port)) {
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

  private static boolean isOurs(int port) {
    try {
      return GIVEN.tryLock(port, 1, false) != null;
    } catch (OverlappingFileLockException alreadyOurs) {
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException("claiming the port " + port, e);
    }
  }

  private static FileChannel given() {
    Path file =
        Path.of(
            System.getProperty("java.io.tmpdir"),
            "backline-test-ports-" + System.getProperty("user.name"));
    try {
      return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new UncheckedIOException("opening " + file, e);
    }
  }
}
