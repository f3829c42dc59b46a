package dev.backline.edge.proxy;

import io.undertow.client.ClientConnection;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;

/** One request on its way through the edge. Used by the exchange's own I/O thread only. */
final class Call {

  private static final AttachmentKey<Call> KEY = AttachmentKey.create(Call.class);

  private final long startedAtMillis = System.currentTimeMillis();
  private final long startedNanos = System.nanoTime();
  private final String requestId;
  private final String host;
  private final Visitor visitor;
  private final boolean hasBody;
  private final boolean repeatable;
  private final boolean webSocket;
  private final TransferWatch watch;
  private @Nullable Route route;
  private @Nullable ClientConnection connection;
  private XnioExecutor.@Nullable Key deadline;
  private @Nullable EdgeAnswer edgeAnswer;
  private @Nullable Integer appStatus;
  private int attempts;
  private int failedAttempt;
  private boolean finished;
  private long appAnsweredNanos;
  private long bytesIn;
  private boolean answerEnded;
  private boolean clientGone;
  private boolean appBrokeOff;

  private Call(
      HttpServerExchange exchange,
      String requestId,
      String host,
      Visitor visitor,
      int transferIdleMillis) {
    this.watch = new TransferWatch(exchange, this, transferIdleMillis);
    this.requestId = requestId;
    this.host = host;
    this.visitor = visitor;
    this.hasBody =
        exchange.getRequestContentLength() > 0
            || exchange.getRequestHeaders().contains(Headers.TRANSFER_ENCODING);
    this.webSocket = ForwardedHeaders.isWebSocket(exchange.getRequestHeaders());
    var method = exchange.getRequestMethod();
    this.repeatable =
        !hasBody
            && (method.equals(Methods.GET)
                || method.equals(Methods.HEAD)
                || method.equals(Methods.OPTIONS));
  }

  static Call begin(
      HttpServerExchange exchange,
      String requestId,
      String host,
      Visitor visitor,
      int transferIdleMillis) {
    Call call = new Call(exchange, requestId, host, visitor, transferIdleMillis);
    exchange.putAttachment(KEY, call);
    return call;
  }

  static Call of(HttpServerExchange exchange) {
    return Objects.requireNonNull(exchange.getAttachment(KEY));
  }

  String requestId() {
    return requestId;
  }

  String host() {
    return host;
  }

  Visitor visitor() {
    return visitor;
  }

  TransferWatch watch() {
    return watch;
  }

  boolean hasBody() {
    return hasBody;
  }

  long startedAtMillis() {
    return startedAtMillis;
  }

  double millisUntil(long nanos) {
    return (nanos - startedNanos) / 1e6;
  }

  Optional<Double> millisUntilAppAnswered() {
    return appStatus == null ? Optional.empty() : Optional.of(millisUntil(appAnsweredNanos));
  }

  /** Whether it may be sent again: the method is safe, and there is no body that is used up. */
  boolean isRepeatable() {
    return repeatable;
  }

  /** Whether it may go on a connection that the app might be closing at this moment. */
  boolean mayUsePooledConnection() {
    return repeatable && !webSocket && attempts == 1;
  }

  Optional<Route> route() {
    return Optional.ofNullable(route);
  }

  void takes(Route taken) {
    route = taken;
  }

  /** Its route no longer counts it. */
  void leaves() {
    route = null;
  }

  int attempts() {
    return attempts;
  }

  void attempt() {
    attempts++;
    if (connection != null) {
      IoUtils.safeClose(connection);
      connection = null;
    }
  }

  /**
   * Whether a failure of an attempt is news: later ones are only echoes of its connection being
   * closed, as is everything after the client has its answer.
   */
  boolean firstFailureOf(int attempt) {
    if (finished || edgeAnswer != null || attempt != attempts || failedAttempt == attempt) {
      return false;
    }
    failedAttempt = attempt;
    return true;
  }

  boolean isFinished() {
    return finished;
  }

  void finished() {
    finished = true;
    cancelDeadline();
  }

  void uses(ClientConnection used) {
    connection = used;
  }

  Optional<ClientConnection> connection() {
    return Optional.ofNullable(connection);
  }

  void limitedBy(XnioExecutor.Key key) {
    deadline = key;
  }

  void cancelDeadline() {
    if (deadline != null) {
      deadline.remove();
      deadline = null;
    }
  }

  void appAnswered(int status) {
    appStatus = status;
    appAnsweredNanos = System.nanoTime();
    cancelDeadline();
  }

  Optional<Integer> appStatus() {
    return Optional.ofNullable(appStatus);
  }

  /** The first reason stands. */
  void answeredByEdge(EdgeAnswer answer) {
    if (edgeAnswer == null) {
      edgeAnswer = answer;
    }
  }

  /**
   * Gives up on the app's answer. The client is answered first: closing the connection to the app
   * would otherwise be taken for the app's doing.
   */
  void answerInstead(HttpServerExchange exchange, EdgeAnswer answer) {
    if (finished || exchange.isResponseStarted()) {
      return;
    }
    answeredByEdge(answer);
    exchange.setStatusCode(answer.status());
    exchange.endExchange();
    if (connection != null) {
      IoUtils.safeClose(connection);
    }
  }

  Optional<EdgeAnswer> edgeAnswer() {
    return Optional.ofNullable(edgeAnswer);
  }

  void received(long bytes) {
    bytesIn += bytes;
    watch.received();
  }

  long bytesIn() {
    return bytesIn;
  }

  void answerEnded() {
    answerEnded = true;
  }

  void appBrokeOff() {
    appBrokeOff = true;
  }

  void clientGone() {
    clientGone = true;
  }

  boolean isClientGone() {
    return clientGone;
  }

  /**
   * Whether nothing of this request or its answer can be left on the connection. With a body one
   * cannot be sure that the app has taken all of it.
   */
  boolean leavesConnectionClean() {
    return answerEnded && !hasBody && edgeAnswer == null;
  }

  Outcome outcome() {
    return Outcome.of(edgeAnswer(), appStatus(), answerEnded, appBrokeOff);
  }
}
