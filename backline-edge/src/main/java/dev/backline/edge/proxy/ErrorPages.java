package dev.backline.edge.proxy;

import io.undertow.server.DefaultResponseListener;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.WorkerUtils;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;

/** Writes the edge's own answer wherever an exchange ends without one from the app. */
final class ErrorPages implements DefaultResponseListener {

  private static final int LINGER_MILLIS = 5_000;

  private final Routing routing;

  ErrorPages(Routing routing) {
    this.routing = routing;
  }

  @Override
  public boolean handleDefaultResponse(HttpServerExchange exchange) {
    Call call = Call.of(exchange);
    if (exchange.isResponseStarted() || !exchange.getConnection().isOpen()) {
      return false;
    }
    if (call.isClientGone() && call.edgeAnswer().isEmpty()) {
      IoUtils.safeClose(exchange.getConnection());
      return false;
    }
    call.answeredByEdge(EdgeAnswer.BROKEN_OFF);
    write(exchange, call, call.edgeAnswer().orElseThrow());
    return true;
  }

  private void write(HttpServerExchange exchange, Call call, EdgeAnswer answer) {
    HeaderMap headers = exchange.getResponseHeaders();
    headers.clear();
    headers.put(ForwardedHeaders.X_REQUEST_ID, call.requestId());
    headers.put(Headers.CACHE_CONTROL, "no-store");
    if (answer == EdgeAnswer.MAINTENANCE) {
      headers.put(Headers.RETRY_AFTER, routing.config().maintenance().retryAfterSeconds());
    }
    if (answer == EdgeAnswer.BODY_TOO_LARGE) {
      closeOnceReadToItsEnd(exchange);
    } else if (answer.endsConnection()) {
      exchange.setPersistent(false);
    }
    if (answer.endsConnection()) {
      closeSoon(exchange);
    }
    @Nullable String accept = exchange.getRequestHeaders().getFirst(Headers.ACCEPT);
    ErrorPage page = ErrorPage.of(answer, accept == null ? "" : accept, call.requestId());
    headers.put(Headers.CONTENT_TYPE, page.contentType());
    exchange.setStatusCode(answer.status());
    exchange.getResponseSender().send(page.body());
  }

  /**
   * The client is still sending: closing with its bytes unread would reset the connection and could
   * take the page from it. Undertow throws the rest of a request away only on a connection that it
   * means to keep, so it learns of the end when the request is over, the client at once.
   */
  private static void closeOnceReadToItsEnd(HttpServerExchange exchange) {
    exchange.addResponseWrapper((factory, wrapped) -> {
      var answer = factory.create();
      exchange.getResponseHeaders().put(Headers.CONNECTION, Headers.CLOSE.toString());
      return answer;
    });
    exchange.addExchangeCompleteListener((ended, next) -> {
      ended.setPersistent(false);
      next.proceed();
    });
  }

  /** The wait for the rest of a request, and for the client to close, has an end. */
  private static void closeSoon(HttpServerExchange exchange) {
    var connection = exchange.getConnection();
    var timer =
        WorkerUtils.executeAfter(
            exchange.getIoThread(),
            () -> IoUtils.safeClose(connection),
            LINGER_MILLIS,
            TimeUnit.MILLISECONDS);
    connection.addCloseListener(closed -> timer.remove());
  }
}
