package dev.backline.host.local.network;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/**
 * Connections handed on between two networks of one machine. They pass through sockets that are
 * files, which no network namespace shuts off (unix(7)). Each begins with the port, on the inside,
 * that it comes from or goes to: two bytes.
 */
final class Relay {

  /** The socket for connections to what listens inside, and the one for those from inside. */
  static final String IN = "in";

  static final String OUT = "out";

  private static final int BUFFER = 16 * 1024;

  private Relay() {}

  /** What becomes of a connection. */
  interface Taker {
    void take(SocketChannel connection) throws IOException;
  }

  static ServerSocketChannel listen(Path socket) throws IOException {
    return ServerSocketChannel.open(StandardProtocolFamily.UNIX)
        .bind(UnixDomainSocketAddress.of(socket));
  }

  /** On the loopback address; on any port if it is 0. */
  static ServerSocketChannel listen(int port) throws IOException {
    return ServerSocketChannel.open()
        .bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
  }

  /** Gives each connection to the taker, on a thread of its own, until the door is closed. */
  static void serve(ServerSocketChannel door, Taker taker) {
    Thread.ofVirtual()
        .name("door")
        .start(() -> {
          while (true) {
            try {
              SocketChannel connection = door.accept();
              Thread.ofVirtual().name("relay").start(() -> take(connection, taker));
            } catch (IOException closed) {
              return;
            }
          }
        });
  }

  private static void take(SocketChannel connection, Taker taker) {
    try (connection) {
      taker.take(connection);
    } catch (IOException otherSideIsNotThere) {
      // Whoever asked learns it by the end of the connection.
    }
  }

  /** Hands a connection on through the socket file. */
  static void through(Path socket, int port, SocketChannel from) throws IOException {
    try (SocketChannel to = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      ByteBuffer head = ByteBuffer.allocate(2).putShort((short) port).flip();
      while (head.hasRemaining()) {
        to.write(head);
      }
      join(from, to);
    }
  }

  /** The port that a connection through a socket file begins with. */
  static int port(SocketChannel from) throws IOException {
    ByteBuffer head = ByteBuffer.allocate(2);
    while (head.hasRemaining()) {
      if (from.read(head) < 0) {
        throw new EOFException("no port");
      }
    }
    return Short.toUnsignedInt(head.flip().getShort());
  }

  /** Hands on what either side says until both have ended. */
  static void join(SocketChannel one, SocketChannel other) {
    Thread back = Thread.ofVirtual().name("relay back").start(() -> pump(other, one));
    pump(one, other);
    try {
      back.join();
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
    }
  }

  /** A side that breaks off breaks off the other: it must not wait for what will never come. */
  private static void pump(SocketChannel from, SocketChannel to) {
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    try {
      while (from.read(buffer) >= 0) {
        buffer.flip();
        while (buffer.hasRemaining()) {
          to.write(buffer);
        }
        buffer.clear();
      }
      to.shutdownOutput();
    } catch (IOException brokenOff) {
      close(from);
      close(to);
    }
  }

  private static void close(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException nothingWasWritten) {
      // It is closed in any case.
    }
  }
}
