package dev.backline.edge.proxy;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.WorkerUtils;
import java.util.concurrent.TimeUnit;
import org.xnio.IoUtils;

/**
 * Ends requests whose body or answer stands still. Waiting for the app to begin its answer, or to
 * go on with it, is not standing still: an event stream may be silent for long.
 */
final class TransferWatch {

  private final HttpServerExchange exchange;
  private final Call call;
  private final long limitNanos;
  private long lastProgressNanos = System.nanoTime();
  private boolean running;
  private boolean clientTakesNothing;
  private boolean appTakesNothing;

  TransferWatch(HttpServerExchange exchange, Call call, int limitMillis) {
    this.exchange = exchange;
    this.call = call;
    this.limitNanos = TimeUnit.MILLISECONDS.toNanos(limitMillis);
  }

  /** Begins to watch; without a body and with a client that keeps up, nobody calls this. */
  void start() {
    if (!running) {
      running = true;
      checkLater();
    }
  }

  void received() {
    lastProgressNanos = System.nanoTime();
  }

  void sentToApp(boolean taken) {
    appTakesNothing = !taken;
  }

  void sentToClient(boolean taken) {
    clientTakesNothing = !taken;
    if (taken) {
      lastProgressNanos = System.nanoTime();
    } else {
      start();
    }
  }

  private void checkLater() {
    WorkerUtils.executeAfter(
        exchange.getIoThread(), this::check, limitNanos / 4 + 1, TimeUnit.NANOSECONDS);
  }

  private void check() {
    if (call.isFinished()) {
      return;
    }
    boolean uploading = call.hasBody() && !exchange.isRequestComplete();
    boolean still = System.nanoTime() - lastProgressNanos > limitNanos;
    if (still && uploading && appTakesNothing && !exchange.isResponseStarted()) {
      call.answerInstead(exchange, EdgeAnswer.TIMEOUT);
    } else if (still && (uploading || clientTakesNothing)) {
      IoUtils.safeClose(exchange.getConnection());
    }
    checkLater();
  }
}
