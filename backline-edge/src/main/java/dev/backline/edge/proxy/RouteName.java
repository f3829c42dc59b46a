package dev.backline.edge.proxy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The route that a request is counted under: its method and its path, with {@code *} in place of
 * every segment that looks like the name of one thing among many. docs/edge-protocol.md has the
 * rule; nginx's log is read by the same.
 */
final class RouteName {

  /** Every request that has no name of its own. */
  static final String OTHER = "* *";

  private static final Pattern METHOD = Pattern.compile("[A-Z]{1,10}");

  /** No digit: those are mostly keys. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z._~-]{1,24}");

  private static final int DEEPEST = 6;

  private RouteName() {}

  static String of(String method, String path) {
    if (!METHOD.matcher(method).matches() || !path.startsWith("/")) {
      return OTHER;
    }
    List<String> segments = Arrays.asList(path.substring(1).split("/", -1));
    List<String> named = new ArrayList<>();
    for (String segment : segments.subList(0, Math.min(segments.size(), DEEPEST))) {
      named.add(segment.isEmpty() || PLAIN.matcher(segment).matches() ? segment : "*");
    }
    String more = segments.size() > DEEPEST ? "/**" : "";
    return method + " /" + String.join("/", named) + more;
  }
}
