package dev.backline.edge.nginx;

import dev.backline.edge.Target;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** An app that takes every WebSocket and then says each line back, with its name. */
final class UpgradingApp implements AutoCloseable {

  private final String name;
  private final ServerSocket server;

  UpgradingApp(String name) {
    this.name = name;
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  Target target() {
    return Target.local(server.getLocalPort());
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      boolean upgrade = false;
      for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
        upgrade |= line.equalsIgnoreCase("Upgrade: websocket");
      }
      say(
          socket,
          upgrade
              ? "HTTP/1.1 101 Switching Protocols\r\n"
                  + "Connection: upgrade\r\n"
                  + "Upgrade: websocket\r\n\r\n"
              : "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
      for (String line = in.readLine(); upgrade && line != null; line = in.readLine()) {
        say(socket, name + " " + line + "\n");
      }
    } catch (IOException theOtherSideIsGone) {
      // And with it what was to be said.
    }
  }

  private static void say(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
