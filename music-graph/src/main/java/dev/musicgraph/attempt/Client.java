package dev.musicgraph.attempt;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;

/**
 * Whose tries are counted together.
 *
 * @param key an IPv4 address; of IPv6 the first 64 bits, because a single household has all of the
 *     addresses that begin so (RFC 6177); at most 64 characters
 */
public record Client(String key) {
  private static final int LONGEST = 64;
  private static final int NETWORK_BYTES = 8;

  public Client {
    if (key.isEmpty() || key.length() > LONGEST) {
      throw new IllegalArgumentException("a client's key has 1 to " + LONGEST + " characters");
    }
  }

  /**
   * @param address as the connection or a trusted proxy names it; one that is no address counts as
   *     it is written
   */
  public static Client at(String address) {
    try {
      return new Client(key(InetAddress.ofLiteral(address)));
    } catch (IllegalArgumentException e) {
      String text = address.isEmpty() ? "unknown" : address;
      return new Client(text.substring(0, Math.min(text.length(), LONGEST)));
    }
  }

  private static String key(InetAddress address) {
    if (!(address instanceof Inet6Address)) {
      return address.getHostAddress();
    }
    byte[] network = Arrays.copyOf(Arrays.copyOf(address.getAddress(), NETWORK_BYTES), 16);
    try {
      return InetAddress.getByAddress(network).getHostAddress() + "/64";
    } catch (java.net.UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }
}
