package dev.backline.edge.proxy;

import io.undertow.UndertowOptions;
import io.undertow.connector.ByteBufferPool;
import io.undertow.server.HttpHandler;
import io.undertow.server.protocol.http.HttpOpenListener;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.XnioWorker;
import org.xnio.channels.AcceptingChannel;

/** An HTTP/1.1 server socket whose accepting and whose connections can be ended apart. */
final class Listener {

  private static final int HEADER_MILLIS = 15_000;
  private static final int BACKLOG = 1_024;

  private final HttpOpenListener connections;
  private final AcceptingChannel<? extends StreamConnection> server;

  private Listener(
      HttpOpenListener connections, AcceptingChannel<? extends StreamConnection> server) {
    this.connections = connections;
    this.server = server;
  }

  /**
   * @throws EdgeFailure with exit status 5 if the address cannot be had
   */
  static Listener open(
      XnioWorker worker,
      ByteBufferPool buffers,
      InetSocketAddress address,
      Limits limits,
      HttpHandler handler)
      throws EdgeFailure {
    if (address.isUnresolved()) {
      throw EdgeFailure.unavailable("cannot listen on " + address.getHostString() + ": unknown");
    }
    HttpOpenListener connections = new HttpOpenListener(buffers, http(limits));
    connections.setRootHandler(handler);
    try {
      AcceptingChannel<? extends StreamConnection> server =
          worker.createStreamConnectionServer(
              address, ChannelListeners.openListenerAdapter(connections), tcp(limits));
      server.resumeAccepts();
      return new Listener(connections, server);
    } catch (IOException e) {
      throw EdgeFailure.unavailable(
          "cannot listen on %s:%d: %s"
              .formatted(address.getHostString(), address.getPort(), e.getMessage()));
    }
  }

  int port() {
    return server.getLocalAddress(InetSocketAddress.class).getPort();
  }

  void stopAccepting() {
    IoUtils.safeClose(server);
  }

  void closeConnections() {
    connections.closeConnections();
  }

  private static OptionMap http(Limits limits) {
    return OptionMap.builder()
        .set(UndertowOptions.MAX_HEADER_SIZE, limits.maxHeaderBytes())
        // Undertow's own limit cuts the connection; FrontHandler and ObservedRequestBody answer.
        .set(UndertowOptions.MAX_ENTITY_SIZE, -1L)
        .set(UndertowOptions.NO_REQUEST_TIMEOUT, limits.clientIdleMillis())
        .set(UndertowOptions.REQUEST_PARSE_TIMEOUT, HEADER_MILLIS)
        .set(UndertowOptions.ALWAYS_SET_KEEP_ALIVE, false)
        .set(UndertowOptions.DECODE_URL, false)
        .set(UndertowOptions.ENABLE_HTTP2, false)
        .getMap();
  }

  private static OptionMap tcp(Limits limits) {
    return OptionMap.builder()
        .set(Options.TCP_NODELAY, true)
        .set(Options.REUSE_ADDRESSES, true)
        .set(Options.KEEP_ALIVE, true)
        .set(Options.BACKLOG, BACKLOG)
        .set(Options.CONNECTION_HIGH_WATER, limits.maxConnections())
        .set(Options.CONNECTION_LOW_WATER, limits.maxConnections())
        .getMap();
  }
}
