package dev.musicgraph.setting;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A connection URI as libpq takes it (PostgreSQL manual, 34.1.1.2), for one host.
 *
 * @param options the query part, passed to the driver as they are (for example {@code sslmode})
 */
public record DatabaseUrl(
    String host,
    int port,
    String database,
    String user,
    Optional<String> password,
    Map<String, String> options) {

  public DatabaseUrl {
    options = Map.copyOf(options);
  }

  /**
   * @param password wins over the one in the text
   * @throws IllegalArgumentException saying what is wrong, without repeating the text, which may
   *     hold a password
   */
  public static DatabaseUrl parse(String text, Optional<String> password) {
    URI uri = uri(text);
    String[] userInfo = Optional.ofNullable(uri.getRawUserInfo()).orElse("").split(":", 2);
    String path = Optional.ofNullable(uri.getRawPath()).orElse("");
    if (uri.getHost() == null) {
      throw new IllegalArgumentException("names no host");
    }
    if (userInfo[0].isEmpty()) {
      throw new IllegalArgumentException("names no user before the host");
    }
    if (path.length() < 2 || path.indexOf('/', 1) >= 0) {
      throw new IllegalArgumentException("names no database after the host");
    }
    Optional<String> own =
        userInfo.length == 2 ? Optional.of(decode(userInfo[1])) : Optional.empty();
    return new DatabaseUrl(
        uri.getHost(),
        uri.getPort() < 0 ? 5432 : uri.getPort(),
        decode(path.substring(1)),
        decode(userInfo[0]),
        password.or(() -> own),
        options(uri.getRawQuery()));
  }

  private static URI uri(String text) {
    if (!text.startsWith("postgresql://") && !text.startsWith("postgres://")) {
      throw new IllegalArgumentException("must have the form postgresql://user@host:port/database");
    }
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "is not a URI (" + e.getReason() + "); special characters must be percent-encoded");
    }
  }

  private static Map<String, String> options(@Nullable String query) {
    Map<String, String> options = new TreeMap<>();
    for (String pair : query == null ? new String[0] : query.split("&")) {
      String[] parts = pair.split("=", 2);
      if (parts.length != 2) {
        throw new IllegalArgumentException("has an option without a value");
      }
      options.put(decode(parts[0]), decode(parts[1]));
    }
    return options;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** Where it is, without the password. */
  @Override
  public String toString() {
    return "postgresql://" + user + "@" + host + ":" + port + "/" + database;
  }
}
