package dev.backline.host.provision;

import dev.backline.failure.Failure;
import dev.backline.host.HostCommand;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of a host before it is changed.
 *
 * @param system its name and version as it says itself, such as {@code Debian GNU/Linux 12}
 * @param sshPort where the SSH server that we came through listens on the host, 1 to 65535: behind
 *     a router it may not be the port that we connected to
 */
public record HostFacts(String system, int sshPort) {

  private static final Map<String, Double> OLDEST = Map.of("debian", 11.0, "ubuntu", 20.04);

  /** By the log-in itself: sudo would take {@code SSH_CONNECTION} away. */
  static HostCommand ask() {
    return HostCommand.of(
        "sh", "-c", "cat /etc/os-release; echo \"SSH_CONNECTION=$SSH_CONNECTION\"");
  }

  /**
   * Reads what {@link #ask} printed: os-release(5), and of ssh(1) {@code SSH_CONNECTION}.
   *
   * @throws dev.backline.failure.BacklineException with {@code UNAVAILABLE} if it is no system that
   *     can be provisioned
   */
  static HostFacts parse(List<String> lines, int connectedTo) {
    Map<String, String> values = new HashMap<>();
    for (String line : lines) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        values.put(line.substring(0, equals), unquoted(line.substring(equals + 1)));
      }
    }
    String system = values.getOrDefault("PRETTY_NAME", "a system that does not tell its name");
    if (!supported(values.getOrDefault("ID", ""), Optional.ofNullable(values.get("VERSION_ID")))) {
      throw Failure.unavailable(
              "provisioning the host",
              "it runs " + system,
              "use Debian 11 or later, or Ubuntu 20.04 or later; or set the host up by hand, and"
                  + " see with 'backline doctor' what is missing")
          .toException();
    }
    return new HostFacts(
        system, serverPort(values.getOrDefault("SSH_CONNECTION", "")).orElse(connectedTo));
  }

  /** Debian's testing has no version yet. */
  private static boolean supported(String id, Optional<String> version) {
    Double oldest = OLDEST.get(id);
    return oldest != null
        && version
            .filter(text -> text.matches("\\d{1,3}(\\.\\d{1,3})?"))
            .map(text -> Double.parseDouble(text) >= oldest)
            .orElse(version.isEmpty());
  }

  /** The client's address and port, and the server's. */
  private static Optional<Integer> serverPort(String connection) {
    String[] words = connection.split(" ", -1);
    return words.length == 4 && words[3].matches("\\d{1,5}")
        ? Optional.of(Integer.parseInt(words[3]))
        : Optional.empty();
  }

  private static String unquoted(String value) {
    boolean quoted = value.length() >= 2 && (value.startsWith("\"") || value.startsWith("'"));
    return quoted ? value.substring(1, value.length() - 1) : value;
  }
}
