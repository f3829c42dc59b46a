package dev.backline.edge.proxy;

import io.undertow.server.ServerConnection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.xnio.IoUtils;

/** A slot's target together with everything that is under way to it. */
final class Route {

  private final Slot slot;
  private final Target target;
  private final BackendConnections connections;
  private final AtomicInteger inFlight = new AtomicInteger();
  private final Set<ServerConnection> webSockets = ConcurrentHashMap.newKeySet();

  Route(Slot slot, Target target, BackendConnections connections) {
    this.slot = slot;
    this.target = target;
    this.connections = connections;
  }

  Slot slot() {
    return slot;
  }

  Target target() {
    return target;
  }

  BackendConnections connections() {
    return connections;
  }

  boolean serves(Slot otherSlot, Target otherTarget) {
    return slot == otherSlot && target.equals(otherTarget);
  }

  void requestBegins() {
    inFlight.incrementAndGet();
  }

  void requestEnds() {
    inFlight.decrementAndGet();
  }

  void webSocketOpens(ServerConnection connection) {
    webSockets.add(connection);
    connection.addCloseListener(webSockets::remove);
    if (!connection.isOpen()) {
      webSockets.remove(connection);
    }
  }

  int inFlight() {
    return inFlight.get();
  }

  int webSockets() {
    return webSockets.size();
  }

  int total() {
    return inFlight() + webSockets();
  }

  void closeWebSockets() {
    webSockets.forEach(IoUtils::safeClose);
  }
}
