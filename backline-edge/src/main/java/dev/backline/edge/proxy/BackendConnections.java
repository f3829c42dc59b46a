package dev.backline.edge.proxy;

import io.undertow.client.ClientConnection;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.xnio.IoUtils;
import org.xnio.XnioIoThread;

/**
 * The idle connections to one target. Each belongs to the I/O thread that opened it, and only that
 * thread touches it, so nothing here waits for a lock.
 */
final class BackendConnections {

  private record Idle(ClientConnection connection, long sinceNanos) {}

  private final Map<XnioIoThread, Deque<Idle>> idle = new ConcurrentHashMap<>();
  private final long idleNanos;
  private volatile boolean retired;

  BackendConnections(int idleMillis) {
    this.idleNanos = TimeUnit.MILLISECONDS.toNanos(idleMillis);
  }

  /** The connection that was used last and is open as far as this thread knows. */
  Optional<ClientConnection> take(XnioIoThread thread) {
    Deque<Idle> mine = of(thread);
    while (!mine.isEmpty()) {
      ClientConnection connection = mine.pop().connection();
      if (connection.isOpen()) {
        return Optional.of(connection);
      }
    }
    return Optional.empty();
  }

  void release(ClientConnection connection) {
    if (retired || !connection.isOpen() || connection.isUpgraded()) {
      IoUtils.safeClose(connection);
      return;
    }
    Deque<Idle> mine = of(connection.getIoThread());
    mine.push(new Idle(connection, System.nanoTime()));
    if (mine.size() == 1) {
      sweepLater(connection.getIoThread());
    }
  }

  /** Closes what is idle, and whatever falls idle from now on. */
  void retire() {
    retired = true;
    idle.forEach((thread, connections) -> thread.execute(() -> closeAll(connections)));
  }

  int count() {
    return idle.values().stream().mapToInt(Deque::size).sum();
  }

  private Deque<Idle> of(XnioIoThread thread) {
    return idle.computeIfAbsent(thread, key -> new ArrayDeque<>());
  }

  private void sweepLater(XnioIoThread thread) {
    thread.executeAfter(() -> sweep(thread), idleNanos / 2 + 1, TimeUnit.NANOSECONDS);
  }

  private void sweep(XnioIoThread thread) {
    Deque<Idle> mine = of(thread);
    long now = System.nanoTime();
    for (Iterator<Idle> all = mine.iterator(); all.hasNext(); ) {
      Idle each = all.next();
      if (now - each.sinceNanos() >= idleNanos || !each.connection().isOpen()) {
        all.remove();
        IoUtils.safeClose(each.connection());
      }
    }
    if (!mine.isEmpty()) {
      sweepLater(thread);
    }
  }

  private static void closeAll(Deque<Idle> connections) {
    while (!connections.isEmpty()) {
      IoUtils.safeClose(connections.pop().connection());
    }
  }
}
