package dev.backline.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server of this machine that an app calls when it starts: its mail server, so to speak. */
final class Calls implements AutoCloseable {

  private final ServerSocket server;
  private final List<String> received = new CopyOnWriteArrayList<>();

  private Calls(ServerSocket server) {
    this.server = server;
  }

  static Calls listen() {
    try {
      Calls calls = new Calls(new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1")));
      Thread.ofVirtual().name("calls").start(calls::receive);
      return calls;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return server.getLocalPort();
  }

  /** What callers have said so far. */
  List<String> received() {
    return List.copyOf(received);
  }

  private void receive() {
    while (true) {
      try (Socket caller = server.accept()) {
        received.add(new String(caller.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
      } catch (IOException closed) {
        return;
      }
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
