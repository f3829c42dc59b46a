package dev.musicgraph.web;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a login leads back to: always an address of this site, whatever a link made up.
 *
 * @param value a path and perhaps a query
 */
public record ReturnAddress(String value) {
  private static final int LONGEST = 2_000;

  public ReturnAddress {
    if (!isOne(value)) {
      throw new IllegalArgumentException("not an address of this site");
    }
  }

  /** Empty if the text is missing or could lead elsewhere. */
  public static Optional<ReturnAddress> of(@Nullable String text) {
    return text != null && isOne(text) ? Optional.of(new ReturnAddress(text)) : Optional.empty();
  }

  /** The login page that leads back here. */
  String login() {
    return "/login?to=" + encoded();
  }

  String encoded() {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  /**
   * Browsers take {@code //host}, {@code /\host} and, leaving tabs and line ends out, {@code
   * /<tab>/host} for another site (WHATWG URL Standard, 4.4); a path has none of these.
   */
  private static boolean isOne(String text) {
    if (text.length() > LONGEST
        || !text.startsWith("/")
        || text.startsWith("//")
        || text.chars().anyMatch(c -> c <= ' ' || c >= 0x7f || c == '\\')) {
      return false;
    }
    try {
      URI uri = new URI(text);
      return uri.getScheme() == null
          && uri.getRawAuthority() == null
          && !uri.getRawPath().contains("//");
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
