package dev.backline.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Passes connections on to a port of 127.0.0.1, each piece of them as late as it is told to. */
final class SlowPath implements AutoCloseable {

  private static final int PIECE = 16 * 1024;

  private final ServerSocket server;
  private final int target;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile Duration delay = Duration.ZERO;

  private SlowPath(ServerSocket server, int target) {
    this.server = server;
    this.target = target;
  }

  /**
   * Listens.
   *
   * @param port 0 for any that is free
   */
  static SlowPath open(String address, int port, int target) {
    try {
      ServerSocket server = new ServerSocket();
      server.setReuseAddress(true);
      server.bind(new InetSocketAddress(address, port));
      SlowPath path = new SlowPath(server, target);
      Thread.ofVirtual().start(path::accept);
      return path;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return server.getLocalPort();
  }

  /** Waits that long before each piece of at most 16 KiB, from now on. */
  void delay(Duration each) {
    delay = each;
  }

  private void accept() {
    try {
      while (true) {
        Socket client = server.accept();
        Socket onward = new Socket(InetAddress.getLoopbackAddress(), target);
        open.add(client);
        open.add(onward);
        Thread.ofVirtual().start(() -> pass(client, onward));
        Thread.ofVirtual().start(() -> pass(onward, client));
      }
    } catch (IOException closed) {
      cut();
    }
  }

  private void pass(Socket from, Socket to) {
    byte[] piece = new byte[PIECE];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
        Thread.sleep(delay);
        out.write(piece, 0, length);
      }
    } catch (IOException eitherSideIsGone) {
      // Both are closed by now: as if they had been connected directly.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  private void cut() {
    for (Socket one : open) {
      close(one);
    }
  }

  /** Listens no more and cuts all connections. */
  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    cut();
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
