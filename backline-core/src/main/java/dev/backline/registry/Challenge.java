package dev.backline.registry;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a registry wants to be told who we are (RFC 9110, section 11.6.1). */
sealed interface Challenge {

  /** By name and password with every request. */
  record Basic() implements Challenge {}

  /**
   * By a token that somebody else gives out (Docker's token authentication specification).
   *
   * @param realm where to ask for it
   */
  record Bearer(String realm, Optional<String> service, Optional<String> scope)
      implements Challenge {}

  Pattern PARAMETER = Pattern.compile("([A-Za-z_]+)\\s*=\\s*(?:\"([^\"]*)\"|([^\\s,\"]+))");

  /** Reads a {@code WWW-Authenticate} header; empty if it asks for something else. */
  static Optional<Challenge> read(String header) {
    String scheme = header.strip().split("\\s", 2)[0].toLowerCase(Locale.ROOT);
    Map<String, String> parameters = parameters(header);
    return switch (scheme) {
      case "basic" -> Optional.of(new Basic());
      case "bearer" ->
          Optional.ofNullable(parameters.get("realm"))
              .map(realm ->
                  new Bearer(
                      realm,
                      Optional.ofNullable(parameters.get("service")),
                      Optional.ofNullable(parameters.get("scope"))));
      default -> Optional.empty();
    };
  }

  private static Map<String, String> parameters(String header) {
    Map<String, String> found = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    Matcher matcher = PARAMETER.matcher(header);
    while (matcher.find()) {
      found.put(matcher.group(1), matcher.group(2) == null ? matcher.group(3) : matcher.group(2));
    }
    return found;
  }
}
