package dev.backline.host.examine;

import java.net.InetAddress;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether a public name leads to the hosts. Decides only. */
final class NameFinding {

  private static final String SUBJECT = "public name";

  private NameFinding() {}

  /**
   * @param found where the name leads; empty if nowhere
   * @param hosts the hosts' addresses as Backline reaches them
   */
  static HostFinding of(String name, Set<InetAddress> found, Set<InetAddress> hosts) {
    if (found.isEmpty()) {
      return HostFinding.unfit(
          SUBJECT, name + " can't be resolved", "give it an A or AAAA record: " + told(hosts));
    }
    if (found.stream().anyMatch(hosts::contains)) {
      return HostFinding.fine(SUBJECT, name + " leads to " + told(found));
    }
    // Behind a router, or reached through a private network, a host doesn't show its address.
    if (hosts.isEmpty() || hosts.stream().anyMatch(NameFinding::isPrivate)) {
      return HostFinding.fine(
          SUBJECT,
          name + " leads to " + told(found) + "; whether that is a host can't be told from here");
    }
    return HostFinding.unfit(
        SUBJECT,
        name + " leads to " + told(found) + ", which is none of the hosts",
        "let its A or AAAA record name one of " + told(hosts));
  }

  private static boolean isPrivate(InetAddress address) {
    // fc00::/7 (RFC 4193) is not what Java calls site-local.
    boolean unique = address.getAddress().length == 16 && (address.getAddress()[0] & 0xFE) == 0xFC;
    return unique || address.isSiteLocalAddress() || address.isLoopbackAddress();
  }

  private static String told(Collection<InetAddress> addresses) {
    return addresses.stream().map(InetAddress::getHostAddress).collect(Collectors.joining(", "));
  }
}
