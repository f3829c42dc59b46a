package dev.backline.edge.proxy;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.WorkerUtils;
import java.util.concurrent.TimeUnit;

/**
 * How long the app may take to begin its answer, counted from when it could have had the whole
 * request: a slow upload does not use it up.
 */
final class AnswerDeadline {

  private static final int UPLOAD_CHECK_MILLIS = 1_000;

  private AnswerDeadline() {}

  static void start(HttpServerExchange exchange, Call call, int millis) {
    call.cancelDeadline();
    boolean received = exchange.isRequestComplete();
    int wait = received ? millis : Math.min(millis, UPLOAD_CHECK_MILLIS);
    call.limitedBy(
        WorkerUtils.executeAfter(
            exchange.getIoThread(),
            () -> {
              if (received) {
                call.answerInstead(exchange, EdgeAnswer.TIMEOUT);
              } else {
                start(exchange, call, millis);
              }
            },
            wait,
            TimeUnit.MILLISECONDS));
  }
}
