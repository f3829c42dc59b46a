package dev.backline.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A server on this machine's loopback address that says a word to everybody who connects. */
public final class GreetingServer implements AutoCloseable {

  private final ServerSocket server;
  private final byte[] word;

  private GreetingServer(ServerSocket server, String word) {
    this.server = server;
    this.word = word.getBytes(StandardCharsets.UTF_8);
  }

  /** On a free port. */
  public static GreetingServer saying(String word) {
    try {
      GreetingServer greeting =
          new GreetingServer(new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1")), word);
      Thread.ofVirtual().name("greeting").start(greeting::greet);
      return greeting;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return server.getLocalPort();
  }

  public InetSocketAddress address() {
    return new InetSocketAddress(server.getInetAddress(), port());
  }

  private void greet() {
    while (!server.isClosed()) {
      try (Socket client = server.accept()) {
        client.getOutputStream().write(word);
      } catch (IOException closedOrGoneAgain) {
        // Either way there is nobody to greet.
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
