package dev.backline.edge.proxy;

import java.net.InetAddress;
import java.util.List;

/** The addresses whose forwarding headers are believed. */
record TrustedProxies(List<Range> ranges) {

  static final TrustedProxies NOBODY = new TrustedProxies(List.of());

  TrustedProxies {
    ranges = List.copyOf(ranges);
  }

  boolean contains(InetAddress address) {
    return ranges.stream().anyMatch(range -> range.contains(address));
  }

  /** Whether the text is an address, not a name to look up, and trusted. */
  boolean containsLiteral(String text) {
    try {
      return contains(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /**
   * An address range in CIDR notation (RFC 4632 section 3.1).
   *
   * @param text as it was written
   * @param prefixBits how many leading bits count
   */
  record Range(String text, InetAddress network, int prefixBits) {

    /**
     * @throws IllegalArgumentException if it is neither an address nor a range
     */
    static Range parse(String text) {
      int slash = text.indexOf('/');
      InetAddress network = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
      int width = network.getAddress().length * 8;
      int bits = slash < 0 ? width : Integer.parseInt(text.substring(slash + 1));
      if (bits < 0 || bits > width) {
        throw new IllegalArgumentException("prefix must be 0 to " + width);
      }
      return new Range(text, network, bits);
    }

    boolean contains(InetAddress address) {
      byte[] ours = network.getAddress();
      byte[] theirs = address.getAddress();
      if (ours.length != theirs.length) {
        return false;
      }
      for (int bit = 0; bit < prefixBits; bit++) {
        int mask = 0x80 >> (bit % 8);
        if ((ours[bit / 8] & mask) != (theirs[bit / 8] & mask)) {
          return false;
        }
      }
      return true;
    }
  }
}
