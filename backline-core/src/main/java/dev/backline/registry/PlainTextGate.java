package dev.backline.registry;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;

/**
 * Stands before a server of plain HTTP and turns TLS away at once. Engines try that first, also on
 * a loopback address, and the JDK's server would leave them waiting for its answer until their time
 * is up: Docker's is 10 s, for every pull.
 */
final class PlainTextGate implements AutoCloseable {

  /** How a TLS connection begins (RFC 8446, section 5.1, {@code handshake}). */
  private static final int HANDSHAKE = 0x16;

  /** What engines know: they go on with HTTP when the answer to TLS is one in HTTP. */
  private static final byte[] REFUSAL =
      "HTTP/1.0 400 Bad Request\r\n\r\nno TLS here\n".getBytes(StandardCharsets.US_ASCII);

  /** What is done for a connection until it ends. */
  @FunctionalInterface
  private interface Connection {

    void serve() throws IOException;
  }

  private final ServerSocket door;
  private final InetSocketAddress behind;
  private final ExecutorService threads;

  private PlainTextGate(ServerSocket door, InetSocketAddress behind, ExecutorService threads) {
    this.door = door;
    this.behind = behind;
    this.threads = threads;
  }

  /**
   * Opens it on a free port of the loopback address.
   *
   * @param behind where the server is
   * @param threads virtual ones: shutting them down ends the connections, too
   */
  static PlainTextGate open(InetSocketAddress behind, ExecutorService threads) throws IOException {
    ServerSocket door = new ServerSocket(0, 0, behind.getAddress());
    PlainTextGate gate = new PlainTextGate(door, behind, threads);
    threads.execute(gate::accept);
    return gate;
  }

  InetSocketAddress address() {
    return new InetSocketAddress(door.getInetAddress(), door.getLocalPort());
  }

  @Override
  public void close() throws IOException {
    door.close();
  }

  private void accept() {
    while (true) {
      try {
        letIn(door.accept());
      } catch (IOException | RejectedExecutionException closed) {
        return;
      }
    }
  }

  /** Whoever came in while it was being closed is sent away, not kept waiting. */
  private void letIn(Socket client) throws IOException {
    try {
      start(() -> admit(client));
    } catch (RejectedExecutionException closed) {
      client.close();
      throw closed;
    }
  }

  private void admit(Socket client) throws IOException {
    try (client;
        InputStream in = client.getInputStream()) {
      int first = in.read();
      if (first == HANDSHAKE) {
        client.getOutputStream().write(REFUSAL);
      } else if (first >= 0) {
        pass(client, first);
      }
    }
  }

  private void pass(Socket client, int first) throws IOException {
    try (Socket server = new Socket(behind.getAddress(), behind.getPort())) {
      OutputStream request = server.getOutputStream();
      request.write(first);
      start(() -> {
        client.getInputStream().transferTo(request);
        server.shutdownOutput();
      });
      server.getInputStream().transferTo(client.getOutputStream());
    }
  }

  private void start(Connection connection) {
    threads.execute(() -> {
      try {
        connection.serve();
      } catch (IOException endedByOneSide) {
        // Engines try again; the HTTP server notices for itself.
      }
    });
  }
}
