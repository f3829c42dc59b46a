package dev.backline.host.ssh;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a host's SSH server is.
 *
 * @param address a DNS name, an IPv4 address, or an IPv6 address without brackets
 * @param port 1 to 65535
 */
public record SshAddress(String address, int port) implements Comparable<SshAddress> {

  public static final int USUAL_PORT = 22;

  private static final Pattern FORM =
      Pattern.compile(
          "\\[(?<six>[0-9A-Fa-f:.]+)](:(?<sixport>\\d{1,5}))?"
              + "|(?<name>[A-Za-z0-9_.-]+)(:(?<port>\\d{1,5}))?");
  private static final Pattern ADDRESS =
      Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9_.-]*)|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

  public SshAddress {
    if (address.length() > 253 || !ADDRESS.matcher(address).matches()) {
      throw new IllegalArgumentException("not a host's address: " + address);
    }
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("not a port: " + port);
    }
  }

  /**
   * Reads {@code ADDRESS} or {@code ADDRESS:PORT}; an IPv6 address stands in brackets.
   *
   * @throws IllegalArgumentException if it is neither
   */
  public static SshAddress parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException("neither ADDRESS nor ADDRESS:PORT: " + text);
    }
    String six = form.group("six");
    String port = six == null ? form.group("port") : form.group("sixport");
    return new SshAddress(
        six == null ? form.group("name") : six, port == null ? USUAL_PORT : Integer.parseInt(port));
  }

  /** As a known_hosts file names it (sshd(8), "SSH_KNOWN_HOSTS FILE FORMAT"). */
  String pattern() {
    return port == USUAL_PORT ? address : "[" + address + "]:" + port;
  }

  @Override
  public int compareTo(SshAddress other) {
    return Comparator.comparing(SshAddress::address)
        .thenComparingInt(SshAddress::port)
        .compare(this, other);
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    String bracketed = address.indexOf(':') >= 0 ? "[" + address + "]" : address;
    return port == USUAL_PORT ? bracketed : bracketed + ":" + port;
  }
}
