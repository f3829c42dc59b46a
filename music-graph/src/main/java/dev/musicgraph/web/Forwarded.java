package dev.musicgraph.web;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Who asks, and how, as far as the proxies in front of the app can be believed. Each of them
 * appends the address that it was asked from to {@code X-Forwarded-For}; whatever the client itself
 * wrote stands left of that. So entries are counted from the right, one for each trusted proxy.
 *
 * @param address of the client
 * @param https whether the client asked over https
 */
record Forwarded(String address, boolean https) {

  /**
   * @param peer who opened the connection
   * @param https whether the connection is encrypted itself
   * @param addresses the lines of {@code X-Forwarded-For}
   * @param protocols the lines of {@code X-Forwarded-Proto}
   * @param proxies how many are trusted; with none, the lines mean nothing
   */
  static Forwarded of(
      String peer, boolean https, List<String> addresses, List<String> protocols, int proxies) {
    List<String> way = new ArrayList<>(entries(addresses));
    way.add(peer);
    List<String> told = entries(protocols);
    return new Forwarded(
        fromTheRight(way, proxies),
        proxies == 0 || told.isEmpty()
            ? https
            : fromTheRight(told, proxies - 1).equalsIgnoreCase("https"));
  }

  /** The left-most one if there are not so many: then the request came past some of the proxies. */
  private static String fromTheRight(List<String> entries, int steps) {
    return entries.get(Math.max(0, entries.size() - 1 - steps));
  }

  private static List<String> entries(List<String> lines) {
    return lines.stream()
        .flatMap(line -> Stream.of(line.split(",")))
        .map(String::strip)
        .filter(entry -> !entry.isEmpty())
        .toList();
  }
}
