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

  /**
   * Plugs a cable from a bridge into the namespace of a process, where its end is eth0.
   *
   * @param hardware its address, the same each time: others remember for half a minute which one
   *     answered at an IP address
   */
  static void plug(String bridge, String cable, String hardware, long pid) {
    Programs.run(
        "ip",
        "link",
        "add",
        cable,
        "type",
        "veth",
        "peer",
        "name",
        "eth0",
        "address",
        hardware, //
        "netns",
        Long.toString(pid));
    Programs.run("ip", "link", "set", cable, "master", bridge, "up");
  }

  /** Pulls it out. Done before it is plugged in again: a namespace's end may take a moment. */
  static void unplug(String cable) {
    remove(cable);
  }

  /** Lets nothing through for as long as it is not switched on. */
  static void cut(String cable, boolean cut) {
    Programs.run("ip", "link", "set", cable, cut ? "down" : "up");
  }

  /**
   * Lets packets through from one address of a range to another: engines that this machine runs
   * anyway forbid all that they don't know, on bridges too.
   */
  static void allowWithin(String range) {
    Programs.run(filter("--insert", range));
  }

  /** Takes that back, as often as it was said. */
  static void forgetWithin(String range) {
    List<String> once = List.of(filter("--delete", range));
    while (Programs.end(Programs.USUAL, Map.of(), once).status() == 0) {
      // Another one of the same may be left of a killed run.
    }
  }

  private static String[] filter(String action, String range) {
    return new String[] {
      "iptables",
      "--wait",
      "10",
      action,
      "FORWARD", //
      "--source",
      range,
      "--destination",
      range,
      "--jump",
      "ACCEPT"
    };
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
