package dev.backline.edge.proxy;

import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, and under which address of the site: what the app is told in {@code X-Forwarded-*}.
 *
 * @param address of the client, as far as trusted proxies can be believed
 * @param forwardedFor the value of {@code X-Forwarded-For}
 * @param proto {@code http} or {@code https}
 * @param host as the client asked for it, with the port if it named one
 * @param port that the client asked for
 * @param trusted whether the connection came from a trusted proxy
 */
record Visitor(
    String address, String forwardedFor, String proto, String host, String port, boolean trusted) {

  static final HttpString X_REAL_IP = new HttpString("X-Real-IP");

  static Visitor of(InetAddress peer, HeaderMap headers, String host, TrustedProxies proxies) {
    String peerText = peer.getHostAddress();
    if (!proxies.contains(peer)) {
      return new Visitor(peerText, peerText, "http", host, port(host, "http"), false);
    }
    List<String> chain = chain(headers);
    String proto = first(headers, Headers.X_FORWARDED_PROTO).filter("https"::equals).orElse("http");
    String seenHost = first(headers, Headers.X_FORWARDED_HOST).orElse(host);
    String port =
        first(headers, Headers.X_FORWARDED_PORT)
            .filter(text -> text.matches("[0-9]{1,5}"))
            .orElseGet(() -> port(seenHost, proto));
    String address =
        lastUntrusted(chain, proxies).or(() -> first(headers, X_REAL_IP)).orElse(peerText);
    String forwardedFor = chain.isEmpty() ? peerText : String.join(", ", chain) + ", " + peerText;
    return new Visitor(address, forwardedFor, proto, seenHost, port, true);
  }

  private static List<String> chain(HeaderMap headers) {
    return headers.contains(Headers.X_FORWARDED_FOR)
        ? headers.get(Headers.X_FORWARDED_FOR).stream()
            .flatMap(line -> Arrays.stream(line.split(",", -1)))
            .map(String::strip)
            .filter(entry -> !entry.isEmpty())
            .toList()
        : List.of();
  }

  /** From the right: what stands left of an entry that is not trusted may be made up. */
  private static Optional<String> lastUntrusted(List<String> chain, TrustedProxies proxies) {
    return chain.reversed().stream().filter(entry -> !proxies.containsLiteral(entry)).findFirst();
  }

  private static Optional<String> first(HeaderMap headers, HttpString name) {
    @Nullable String value = headers.getFirst(name);
    return value == null || value.isBlank() ? Optional.empty() : Optional.of(value.strip());
  }

  private static String port(String host, String proto) {
    int colon = host.lastIndexOf(':');
    String named = colon > host.lastIndexOf(']') ? host.substring(colon + 1) : "";
    if (named.matches("[0-9]{1,5}")) {
      return named;
    }
    return proto.equals("https") ? "443" : "80";
  }
}
