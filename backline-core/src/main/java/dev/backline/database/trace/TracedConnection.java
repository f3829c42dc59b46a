package dev.backline.database.trace;

import dev.backline.database.ServerAddress;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** A client's connection and the one to the server that it is handed on to. */
final class TracedConnection {

  private static final int CONNECT_MILLIS = 10_000;
  private static final int FIRST_MESSAGE_MILLIS = 60_000;
  private static final int BUFFER_BYTES = 64 * 1024;

  private final Socket client;
  private final Socket server = new Socket();
  private final ServerAddress address;
  private final Supplier<StatementWatch> watches;
  private volatile Optional<StatementWatch> watch = Optional.empty();

  TracedConnection(Socket client, ServerAddress address, Supplier<StatementWatch> watches) {
    this.client = client;
    this.address = address;
    this.watches = watches;
  }

  /** Returns when either side has closed, and both are closed. */
  void serve() {
    try (client;
        server) {
      client.setTcpNoDelay(true);
      client.setSoTimeout(FIRST_MESSAGE_MILLIS);
      FrameReader reader = new FrameReader(client.getInputStream());
      Opening opening = Opening.read(reader, client.getOutputStream());
      client.setSoTimeout(0);
      server.setTcpNoDelay(true);
      server.connect(new InetSocketAddress(address.host(), address.port()), CONNECT_MILLIS);
      server.getOutputStream().write(opening.bytes());
      if (opening.cancels()) {
        // The server closes once it has passed the request on: clients wait for that.
        server.getInputStream().transferTo(OutputStream.nullOutputStream());
      } else {
        relay(reader);
      }
    } catch (IOException eitherSideIsGone) {
      // Both are closed by now: as if they had been connected directly.
    }
  }

  /** Both sides notice that the other is gone. */
  void close() {
    closeQuietly(client);
    closeQuietly(server);
  }

  /** The server's process for it, if there is one yet. */
  OptionalInt backend() {
    return watch.map(StatementWatch::backend).orElseGet(OptionalInt::empty);
  }

  private void relay(FrameReader fromClient) throws IOException {
    StatementWatch statements = watches.get();
    watch = Optional.of(statements);
    Exchange exchange = new Exchange(statements);
    try {
      ServerSide answers =
          new ServerSide(new FrameReader(server.getInputStream()), buffered(client), exchange);
      ClientSide requests =
          new ClientSide(fromClient, buffered(server), exchange, answers::encoding);
      Thread.ofVirtual().name("trace-client").start(() -> handOn(requests, exchange));
      answers.handOn();
      client.shutdownOutput();
    } finally {
      exchange.end();
    }
  }

  private void handOn(ClientSide requests, Exchange exchange) {
    try {
      requests.handOn();
    } catch (IOException eitherSideIsGone) {
      // As above.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      exchange.end();
      close();
    }
  }

  private static OutputStream buffered(Socket socket) throws IOException {
    return new BufferedOutputStream(socket.getOutputStream(), BUFFER_BYTES);
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException itIsGone) {
      // Nothing was to be kept.
    }
  }
}
