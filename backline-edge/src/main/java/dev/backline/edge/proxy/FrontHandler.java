package dev.backline.edge.proxy;

import io.undertow.server.ExchangeCompletionListener;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.proxy.ProxyHandler;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import java.net.InetAddress;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Takes each request in, sends it to the active slot or answers it, and sees it out. */
final class FrontHandler implements HttpHandler {

  private final Routing routing;
  private final Limits limits;
  private final HttpHandler proxy;
  private final ErrorPages errorPages;
  private final ExchangeCompletionListener farewell;
  private final AtomicInteger open = new AtomicInteger();
  private volatile boolean stopping;

  FrontHandler(Routing routing, ExchangeCompletionListener farewell) {
    this.routing = routing;
    this.limits = routing.config().limits();
    this.errorPages = new ErrorPages(routing);
    this.farewell = farewell;
    this.proxy =
        ProxyHandler.builder()
            .setProxyClient(new SlotProxyClient(routing, limits))
            .setMaxConnectionRetries(1)
            .setIdempotentRequestPredicate(exchange -> Call.of(exchange).isRepeatable())
            .build();
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    Call call = begin(exchange);
    Optional<EdgeAnswer> refusal = refusal(exchange, call);
    if (refusal.isEmpty()) {
      Optional<Route> route = routing.enter();
      route.ifPresent(call::takes);
      refusal = route.isPresent() ? Optional.empty() : Optional.of(EdgeAnswer.NO_SLOT);
    }
    if (refusal.isPresent()) {
      call.answeredByEdge(refusal.get());
      exchange.endExchange();
    } else {
      watch(exchange, call);
      proxy.handleRequest(exchange);
    }
  }

  /** From now on connections are closed after the request that is on them. */
  void stopping() {
    stopping = true;
  }

  /** Requests that are not finished, those answered by the edge itself included. */
  int open() {
    return open.get();
  }

  private Call begin(HttpServerExchange exchange) {
    String host = host(exchange);
    InetAddress peer = exchange.getSourceAddress().getAddress();
    Visitor visitor =
        Visitor.of(peer, exchange.getRequestHeaders(), host, routing.config().trustedProxies());
    String requestId = requestId(exchange.getRequestHeaders());
    Call call = Call.begin(exchange, requestId, host, visitor, limits.transferIdleMillis());
    open.incrementAndGet();
    exchange.addExchangeCompleteListener((ended, next) -> {
      open.decrementAndGet();
      next.proceed();
    });
    exchange.addExchangeCompleteListener(farewell);
    exchange.addDefaultResponseListener(errorPages);
    exchange.getResponseHeaders().put(ForwardedHeaders.X_REQUEST_ID, requestId);
    if (stopping) {
      exchange.setPersistent(false);
    }
    return call;
  }

  private Optional<EdgeAnswer> refusal(HttpServerExchange exchange, Call call) {
    HeaderMap headers = exchange.getRequestHeaders();
    if (isAmbiguous(headers) || exchange.getRequestMethod().equals(Methods.CONNECT)) {
      return Optional.of(EdgeAnswer.BAD_REQUEST);
    }
    if (routing.config().maintenance().on()) {
      return Optional.of(EdgeAnswer.MAINTENANCE);
    }
    if (call.hasBody() && exchange.getRequestContentLength() > limits.maxBodyBytes()) {
      return Optional.of(EdgeAnswer.BODY_TOO_LARGE);
    }
    return Optional.empty();
  }

  /**
   * Whether the app behind might see another message than the edge does (RFC 9112 section 11.2).
   * Undertow refuses a length together with a transfer coding, and each of them twice.
   */
  private static boolean isAmbiguous(HeaderMap headers) {
    @Nullable String coding = headers.getFirst(Headers.TRANSFER_ENCODING);
    @Nullable HeaderValues hosts = headers.get(Headers.HOST);
    return (coding != null && !coding.strip().equalsIgnoreCase("chunked"))
        || (hosts != null && hosts.size() > 1);
  }

  private void watch(HttpServerExchange exchange, Call call) {
    if (call.hasBody()) {
      call.watch().start();
      exchange.addRequestWrapper((factory, wrapped) ->
          new ObservedRequestBody(factory.create(), call, limits.maxBodyBytes()));
    }
    exchange.addResponseWrapper(
        (factory, wrapped) -> new ObservedAnswer(factory.create(), exchange, call));
  }

  /** An absolute request target names the host; the header is ignored (RFC 9112 section 3.2.2). */
  private static String host(HttpServerExchange exchange) {
    int authority = exchange.getRequestURI().indexOf("//") + 2;
    if (exchange.isHostIncludedInRequestURI() && authority > 1) {
      return exchange.getRequestURI().substring(authority).split("[/?]", 2)[0];
    }
    @Nullable String host = exchange.getRequestHeaders().getFirst(Headers.HOST);
    return host == null ? "" : host;
  }

  private static String requestId(HeaderMap headers) {
    @Nullable String given = headers.getFirst(ForwardedHeaders.X_REQUEST_ID);
    return given != null && given.matches("[A-Za-z0-9._-]{1,64}")
        ? given
        : UUID.randomUUID().toString();
  }
}
