package dev.backline.edge.proxy;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** An app that misbehaves as told, byte by byte. */
final class RawBackend implements AutoCloseable {

  interface Script {
    /**
     * @param number of the connection, from 1
     */
    void serve(Connection connection, int number) throws Exception;
  }

  private final ServerSocket server;
  private final AtomicInteger connections = new AtomicInteger();
  private final Queue<String> requests = new ConcurrentLinkedQueue<>();

  private RawBackend(ServerSocket server) {
    this.server = server;
  }

  static RawBackend start(Script script) throws IOException {
    RawBackend backend =
        new RawBackend(new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1")));
    Thread.ofVirtual().start(() -> backend.accept(script));
    return backend;
  }

  int port() {
    return server.getLocalPort();
  }

  int connections() {
    return connections.get();
  }

  /** The request lines seen so far. */
  Queue<String> requests() {
    return requests;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private void accept(Script script) {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        int number = connections.incrementAndGet();
        Thread.ofVirtual().start(() -> serve(script, socket, number));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Script script, Socket socket, int number) {
    try (socket) {
      script.serve(new Connection(socket), number);
    } catch (Exception e) {
      // The edge hung up, which a script may provoke.
    }
  }

  /** One connection from the edge. */
  final class Connection {

    private final Socket socket;
    private final InputStream in;

    Connection(Socket socket) throws IOException {
      this.socket = socket;
      this.in = new BufferedInputStream(socket.getInputStream());
    }

    /** Reads a request up to the end of its header. */
    String readHeader() throws IOException {
      StringBuilder header = new StringBuilder();
      while (header.indexOf("\r\n\r\n") < 0) {
        int c = in.read();
        if (c < 0) {
          throw new IOException("closed after " + header);
        }
        header.append((char) c);
      }
      requests.add(header.substring(0, header.indexOf("\r\n")));
      return header.toString();
    }

    void write(String text) throws IOException {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    void answer(String body) throws IOException {
      write("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
    }

    void awaitEnd() throws IOException {
      while (in.read() >= 0) {
        // Nothing is expected.
      }
    }
  }
}
