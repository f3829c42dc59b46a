package dev.backline.testing;

import java.util.List;
import java.util.Map;

/** Links of this machine's network that tests made. */
final class Network {

  private Network() {}

  /** Removes a bridge, and all links that are named by it: {@code NAME-ANYTHING}. */
  static void removeBridge(String name) {
    links("ip", "-brief", "link", "show").stream()
        .filter(link -> link.equals(name) || link.startsWith(name + "-"))
        .forEach(Network::remove);
  }

  /** Removes the links whose address lies in a range: the bridges of an engine that was killed. */
  static void removeLinksWithin(String range) {
    linksWithin(range).forEach(Network::remove);
  }

  /** The links with an address in a range. */
  static List<String> linksWithin(String range) {
    return links("ip", "-brief", "-4", "address", "show", "to", range);
  }

  /** Their names: the first word of each line, without the other end that is told behind an @. */
  private static List<String> links(String... argv) {
    return Programs.run(argv)
        .lines()
        .filter(line -> !line.isBlank())
        .map(line -> line.split("[ @]", 2)[0])
        .toList();
  }

  /** May be gone in between: its other end's namespace ends in its own time. */
  private static void remove(String link) {
    Programs.end(Programs.USUAL, Map.of(), List.of("ip", "link", "delete", link));
  }
}
