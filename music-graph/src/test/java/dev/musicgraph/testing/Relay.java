package dev.musicgraph.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Stands between the app and the database, to cut the line or to let it hang. */
public final class Relay {
  private enum State {
    OPEN,
    CUT,
    HANGING
  }

  private final ServerSocket door;
  private final String host;
  private final int port;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private State state = State.OPEN;

  public Relay(String host, int port) {
    this.host = host;
    this.port = port;
    try {
      door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  public int port() {
    return door.getLocalPort();
  }

  public void open() {
    become(State.OPEN);
  }

  /** Ends all connections, and new ones at once. */
  public void cut() {
    become(State.CUT);
    sockets.forEach(Relay::close);
  }

  /** Takes connections and bytes, and passes nothing on. */
  public void hang() {
    become(State.HANGING);
  }

  private void become(State next) {
    lock.lock();
    try {
      state = next;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private boolean isOpenAfterWait() throws InterruptedException {
    lock.lock();
    try {
      while (state == State.HANGING) {
        changed.await();
      }
      return state == State.OPEN;
    } finally {
      lock.unlock();
    }
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        Thread.ofVirtual().start(() -> connect(client));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void connect(Socket client) {
    sockets.add(client);
    try {
      if (!isOpenAfterWait()) {
        close(client);
        return;
      }
      Socket server = new Socket(host, port);
      sockets.add(server);
      // Else whoever waits for the end of an answer in several parts waits 40 ms for it.
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      Thread.ofVirtual().start(() -> pass(client, server));
      pass(server, client);
    } catch (IOException e) {
      close(client);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void pass(Socket from, Socket to) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] bytes = new byte[8_192];
      int count = in.read(bytes);
      while (count >= 0 && isOpenAfterWait()) {
        out.write(bytes, 0, count);
        out.flush();
        count = in.read(bytes);
      }
    } catch (IOException e) {
      // one side went away, so the other one does, too
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      sockets.remove(from);
      sockets.remove(to);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // it is closed
    }
  }
}
