package dev.backline.config;

import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an environment's edge listens.
 *
 * @param host an IPv4 address, {@code localhost}, or an IPv6 address without brackets
 * @param port 1 to 65535
 */
public record ListenAddress(String host, int port) {

  public static final String RULE =
      "an IP address and a port, such as 127.0.0.1:18080 or [::1]:18080";

  private static final Pattern TEXT =
      Pattern.compile("(?:\\[([0-9A-Fa-f:.]{2,45})]|([^\\[\\]:]+)):([0-9]{1,5})");
  private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
  private static final Pattern HOST =
      Pattern.compile("localhost|" + OCTET + "(\\." + OCTET + "){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

  public ListenAddress {
    Objects.requireNonNull(host, "host");
    Checked.that(
        HOST.matcher(host).matches(), Checked.shown(host) + " is not an IP address or localhost");
    Checked.that(port >= 1 && port <= 65535, "port " + port + " is not between 1 and 65535");
  }

  public static ListenAddress parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    Checked.that(matcher.matches(), Checked.shown(text) + " is not a listen address: " + RULE);
    String v6 = matcher.group(1);
    return new ListenAddress(
        v6 != null ? v6 : matcher.group(2), Integer.parseInt(matcher.group(3)));
  }

  /** Whether only this machine can connect. */
  public boolean loopback() {
    return host.equals("localhost") || host.equals("::1") || host.startsWith("127.");
  }

  /** Whether it stands for all addresses of its machine. */
  public boolean anyAddress() {
    return host.equals("0.0.0.0") || host.equals("::");
  }

  /** The host, in brackets if it is an IPv6 address (RFC 3986 section 3.2.2). */
  public String bracketed() {
    return host.indexOf(':') >= 0 ? "[" + host + "]" : host;
  }

  @Override
  public String toString() {
    return bracketed() + ":" + port;
  }
}
