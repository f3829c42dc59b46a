package dev.backline.edge.proxy;

import io.undertow.client.ClientCallback;
import io.undertow.client.ClientConnection;
import io.undertow.client.UndertowClient;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.proxy.ProxyCallback;
import io.undertow.server.handlers.proxy.ProxyClient;
import io.undertow.server.handlers.proxy.ProxyConnection;
import io.undertow.util.WorkerUtils;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.XnioExecutor;

/** Gives each request a connection to its route's target: a pooled one where that is safe. */
final class SlotProxyClient implements ProxyClient {

  private static final ProxyTarget TARGET = new ProxyTarget() {};
  private static final OptionMap OPTIONS = OptionMap.create(Options.TCP_NODELAY, true);

  private final Routing routing;
  private final Limits limits;
  private final UndertowClient client = UndertowClient.getInstance();

  SlotProxyClient(Routing routing, Limits limits) {
    this.routing = routing;
    this.limits = limits;
  }

  /** Called for the first attempt and for a second one, which goes where new requests go. */
  @Override
  public @Nullable ProxyTarget findTarget(HttpServerExchange exchange) {
    Call call = Call.of(exchange);
    call.attempt();
    if (call.attempts() > 1) {
      Optional<Route> fresh = routing.enter();
      call.route().ifPresent(Route::requestEnds);
      if (fresh.isEmpty()) {
        call.leaves();
        call.answeredByEdge(EdgeAnswer.NO_SLOT);
        return null;
      }
      call.takes(fresh.get());
    }
    return TARGET;
  }

  @Override
  public void getConnection(
      ProxyTarget target,
      HttpServerExchange exchange,
      ProxyCallback<ProxyConnection> callback,
      long timeout,
      TimeUnit timeUnit) {
    Call call = Call.of(exchange);
    Route route = call.route().orElseThrow();
    Optional<ClientConnection> pooled =
        call.mayUsePooledConnection()
            ? route.connections().take(exchange.getIoThread())
            : Optional.empty();
    if (pooled.isPresent()) {
      ready(exchange, call, pooled.get(), callback);
    } else {
      new Connecting(exchange, call, route, callback).start();
    }
  }

  private void ready(
      HttpServerExchange exchange,
      Call call,
      ClientConnection connection,
      ProxyCallback<ProxyConnection> callback) {
    call.uses(connection);
    ClientConnection observed = new ObservedConnection(connection, exchange, call, limits);
    callback.completed(exchange, new ProxyConnection(observed, "/"));
  }

  /** One connection being opened, within its time. */
  private final class Connecting implements ClientCallback<ClientConnection> {

    private final HttpServerExchange exchange;
    private final Call call;
    private final Route route;
    private final ProxyCallback<ProxyConnection> callback;
    private XnioExecutor.@Nullable Key timer;
    private boolean settled;

    Connecting(
        HttpServerExchange exchange,
        Call call,
        Route route,
        ProxyCallback<ProxyConnection> callback) {
      this.exchange = exchange;
      this.call = call;
      this.route = route;
      this.callback = callback;
    }

    void start() {
      timer =
          WorkerUtils.executeAfter(
              exchange.getIoThread(),
              () -> fail(EdgeAnswer.CONNECT_TIMEOUT),
              limits.connectTimeoutMillis(),
              TimeUnit.MILLISECONDS);
      client.connect(
          this,
          route.target().uri(),
          exchange.getIoThread(),
          exchange.getConnection().getByteBufferPool(),
          OPTIONS);
    }

    @Override
    public void completed(ClientConnection connection) {
      if (settle() && !exchange.isComplete()) {
        ready(exchange, call, connection, callback);
      } else {
        IoUtils.safeClose(connection);
      }
    }

    @Override
    public void failed(IOException e) {
      fail(EdgeAnswer.REFUSED);
    }

    private void fail(EdgeAnswer answer) {
      if (!settle() || exchange.isComplete()) {
        return;
      }
      if (call.attempts() == 1 && !routing.isCurrent(route)) {
        // Nothing was sent yet, and new requests go elsewhere by now: follow them.
        callback.failed(exchange);
      } else {
        call.answeredByEdge(answer);
        callback.couldNotResolveBackend(exchange);
      }
    }

    private boolean settle() {
      boolean first = !settled;
      settled = true;
      if (timer != null) {
        timer.remove();
      }
      return first;
    }
  }
}
