package dev.backline.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whom to log in as, and where: {@code user@address} or {@code user@address:port}.
 *
 * @param address a name, an IPv4 address, or an IPv6 address without brackets
 * @param port 1 to 65535
 */
public record SshLoginAddress(String user, String address, int port) {

  public static final String PATTERN =
      "^[A-Za-z_][A-Za-z0-9_.-]{0,31}@([A-Za-z0-9.-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}\\])(:[0-9]{1,5})?$";
  public static final String RULE =
      "a user, @, a name or address (IPv6 in brackets), and optionally a colon and a port, such as"
          + " deploy@10.0.0.11:22";

  private static final int USUAL_PORT = 22;
  private static final Pattern TEXT =
      Pattern.compile(
          "([A-Za-z_][A-Za-z0-9_.-]{0,31})@(?:\\[([0-9A-Fa-f:.]{2,45})]|([A-Za-z0-9.-]{1,253}))"
              + "(?::([0-9]{1,5}))?");

  public SshLoginAddress {
    Checked.that(port >= 1 && port <= 65535, "port " + port + " is not between 1 and 65535");
  }

  public static SshLoginAddress parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    Checked.that(matcher.matches(), Checked.shown(text) + " is not a log-in: " + RULE);
    String v6 = matcher.group(2);
    String port = matcher.group(4);
    return new SshLoginAddress(
        matcher.group(1),
        v6 != null ? v6 : matcher.group(3),
        port == null ? USUAL_PORT : Integer.parseInt(port));
  }

  @Override
  public String toString() {
    return user + "@" + host() + ":" + port;
  }

  /** The address as in a URL: in brackets if it is an IPv6 one (RFC 3986 section 3.2.2). */
  public String host() {
    return address.indexOf(':') >= 0 ? "[" + address + "]" : address;
  }
}
