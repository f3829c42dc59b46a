package dev.backline.edge.nginx;

import dev.backline.config.ListenAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who listens on a port, as {@code ss -Hltnp} (iproute2) tells. */
final class Listeners {

  private static final Pattern LINE =
      Pattern.compile("LISTEN\\s+\\d+\\s+\\d+\\s+(\\S+):\\d+\\s+\\S+\\s*(.*)");
  private static final Pattern USER = Pattern.compile("\\(\"([^\"]*)\",pid=(\\d+)");
  private static final Set<String> ALL = Set.of("0.0.0.0", "*", "[::]", "::");

  private Listeners() {}

  /**
   * Who keeps nginx from listening there, such as {@code apache2 (pid 312)}.
   *
   * @param nginx its master process, if it runs
   */
  static Optional<String> other(List<String> lines, ListenAddress listen, Optional<Long> nginx) {
    return lines.stream()
        .map(LINE::matcher)
        .filter(Matcher::matches)
        .filter(line -> meets(line.group(1), listen))
        .filter(line -> nginx.isEmpty() || !line.group(2).contains("pid=" + nginx.get() + ","))
        .map(line -> named(line.group(2)))
        .findFirst();
  }

  private static boolean meets(String address, ListenAddress listen) {
    // ss writes an address with its interface, and an IPv4 one of an IPv6 socket as such.
    String bare =
        address.replaceFirst("%.*", "").replaceAll("[\\[\\]]", "").replaceFirst("^::ffff:", "");
    return ALL.contains(address)
        || ALL.contains(listen.host())
        || bare.equals(listen.host())
        || bare.equals("127.0.0.1");
  }

  private static String named(String users) {
    Matcher user = USER.matcher(users);
    return user.find()
        ? user.group(1) + " (pid " + user.group(2) + ")"
        : "a program that the log-in may not see";
  }
}
