package dev.backline.edge.proxy;

import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns the headers of one side into what the other side may see. */
final class ForwardedHeaders {

  static final HttpString X_REQUEST_ID = new HttpString("X-Request-Id");

  /** Other ways to claim an origin; frameworks believe them, so strangers must not send them. */
  private static final List<HttpString> CLAIMS =
      List.of(
          new HttpString("Forwarded"),
          new HttpString("X-Forwarded-Prefix"),
          new HttpString("X-Forwarded-Ssl"));

  private ForwardedHeaders() {}

  static void toApp(HeaderMap headers, HeaderMap received, Call call) {
    Visitor visitor = call.visitor();
    boolean webSocket = isWebSocket(received);
    Hops.remove(headers, received);
    if (webSocket) {
      headers.put(Headers.CONNECTION, "Upgrade");
      headers.put(Headers.UPGRADE, "websocket");
    }
    if (!visitor.trusted()) {
      CLAIMS.forEach(headers::remove);
    }
    headers.remove(Headers.X_FORWARDED_SERVER);
    headers.put(Headers.HOST, call.host());
    headers.put(Headers.X_FORWARDED_FOR, visitor.forwardedFor());
    headers.put(Headers.X_FORWARDED_PROTO, visitor.proto());
    headers.put(Headers.X_FORWARDED_HOST, visitor.host());
    headers.put(Headers.X_FORWARDED_PORT, visitor.port());
    headers.put(Visitor.X_REAL_IP, visitor.address());
    headers.put(X_REQUEST_ID, call.requestId());
  }

  static void toClient(HeaderMap headers, int status) {
    if (status != 101) {
      Hops.remove(headers);
    }
    headers.remove(Headers.SERVER);
    if (headers.contains(Headers.TRANSFER_ENCODING)) {
      headers.remove(Headers.CONTENT_LENGTH);
    }
  }

  static boolean isWebSocket(HeaderMap headers) {
    @Nullable String upgrade = headers.getFirst(Headers.UPGRADE);
    return upgrade != null && upgrade.equalsIgnoreCase("websocket");
  }
}
