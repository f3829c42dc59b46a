package dev.backline.edge.proxy;

import io.undertow.server.ExchangeCompletionListener;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.ServerConnection;
import org.xnio.IoUtils;

/** What happens when a request has ended: connections, counts, statistics, log. */
final class Farewell implements ExchangeCompletionListener {

  private final Stats stats;
  private final AccessLog log;

  Farewell(Stats stats, AccessLog log) {
    this.stats = stats;
    this.log = log;
  }

  @Override
  public void exchangeEvent(HttpServerExchange exchange, NextListener next) {
    try {
      Call call = Call.of(exchange);
      call.finished();
      Outcome outcome = call.outcome();
      record(exchange, call, outcome);
      if (outcome.status() == 101 && exchange.getConnection().isOpen()) {
        keepWebSocket(exchange, call);
      } else {
        giveBack(call);
      }
      call.route().ifPresent(Route::requestEnds);
    } finally {
      next.proceed();
    }
  }

  private void record(HttpServerExchange exchange, Call call, Outcome outcome) {
    FinishedRequest finished =
        new FinishedRequest(
            call.startedAtMillis(),
            call.requestId(),
            call.visitor().address(),
            exchange.getRequestMethod().toString(),
            exchange.getRequestURI(),
            exchange.getResponseBytesSent(),
            call.bytesIn(),
            call.millisUntil(System.nanoTime()),
            call.route().map(Route::slot),
            call.route().map(route -> route.target().release()),
            call.millisUntilAppAnswered(),
            outcome,
            call.edgeAnswer().filter(EdgeAnswer.MAINTENANCE::equals).isPresent());
    stats.record(finished);
    log.write(finished);
  }

  /** Counted as a WebSocket before it stops counting as a request, so that the sum never dips. */
  private void keepWebSocket(HttpServerExchange exchange, Call call) {
    ServerConnection connection = exchange.getConnection();
    call.connection()
        .ifPresent(app -> connection.addCloseListener(closed -> IoUtils.safeClose(app)));
    call.route().ifPresent(route -> route.webSocketOpens(connection));
  }

  private static void giveBack(Call call) {
    call.connection()
        .ifPresent(connection -> {
          if (call.leavesConnectionClean() && call.route().isPresent()) {
            call.route().get().connections().release(connection);
          } else {
            IoUtils.safeClose(connection);
          }
        });
  }
}
