package dev.backline.edge.proxy;

import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Headers that are meant for one connection only and end here (RFC 9110 section 7.6.1). */
final class Hops {

  private static final List<HttpString> HOP_BY_HOP =
      List.of(
          Headers.CONNECTION,
          new HttpString("Keep-Alive"),
          new HttpString("Proxy-Connection"),
          new HttpString("Proxy-Authorization"),
          new HttpString("Proxy-Authenticate"),
          new HttpString("HTTP2-Settings"),
          Headers.TE,
          Headers.UPGRADE);

  /** Naming these in Connection must not unframe a message or change whom it is for. */
  private static final Set<HttpString> NEVER_NAMED =
      Set.of(Headers.HOST, Headers.CONTENT_LENGTH, Headers.TRANSFER_ENCODING);

  private Hops() {}

  /** Removes them; Transfer-Encoding stays, since it tells how to frame the message anew. */
  static void remove(HeaderMap headers) {
    remove(headers, headers);
  }

  /**
   * @param received as the message came in, since its Connection may have been replaced by now
   */
  static void remove(HeaderMap headers, HeaderMap received) {
    for (String name : namedByConnection(received)) {
      @Nullable HttpString header = HttpString.tryFromString(name);
      if (header == null) {
        header = new HttpString(name);
      }
      if (!NEVER_NAMED.contains(header)) {
        headers.remove(header);
      }
    }
    HOP_BY_HOP.forEach(headers::remove);
  }

  private static List<String> namedByConnection(HeaderMap headers) {
    List<String> names = new ArrayList<>();
    @Nullable HeaderValues values = headers.get(Headers.CONNECTION);
    if (values != null) {
      for (String line : values) {
        for (String name : line.split(",", -1)) {
          if (!name.isBlank()) {
            names.add(name.strip());
          }
        }
      }
    }
    return names;
  }
}
