package dev.backline.host.ssh;

import dev.backline.failure.Failure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The text of a known_hosts file: {@code ADDRESS[,ADDRESS…] TYPE KEY [COMMENT]} on a line. */
final class KnownHosts {

  private KnownHosts() {}

  /**
   * Reads what we, {@code ssh-keyscan} or a person wrote there.
   *
   * @throws dev.backline.failure.BacklineException if a line can't be read: to pass over it could
   *     be to pass over a pin
   */
  static SortedMap<SshAddress, List<HostKey>> parse(String text, Path file) {
    SortedMap<SshAddress, List<HostKey>> all = new TreeMap<>();
    List<String> lines = text.lines().toList();
    for (int number = 1; number <= lines.size(); number++) {
      String line = lines.get(number - 1).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        try {
          read(line, all);
        } catch (IllegalArgumentException e) {
          throw unreadable(file, number, e);
        }
      }
    }
    return all;
  }

  static String text(Map<SshAddress, List<HostKey>> all) {
    StringBuilder text = new StringBuilder();
    all.forEach((address, keys) ->
        keys.forEach(key ->
            text.append(address.pattern())
                .append(' ')
                .append(key.type())
                .append(' ')
                .append(key.base64())
                .append('\n')));
    return text.toString();
  }

  private static void read(String line, Map<SshAddress, List<HostKey>> all) {
    String[] words = line.split("\\s+", 4);
    if (words.length < 3) {
      throw new IllegalArgumentException("it is not ADDRESS TYPE KEY");
    }
    HostKey key = new HostKey(words[1], words[2]);
    for (String address : words[0].split(",", -1)) {
      all.computeIfAbsent(address(address), none -> new ArrayList<>()).add(key);
    }
  }

  /** A bare IPv6 address has no brackets here, unlike elsewhere. */
  private static SshAddress address(String pattern) {
    boolean six = pattern.indexOf(':') != pattern.lastIndexOf(':') && !pattern.startsWith("[");
    if (pattern.matches("\\[[^]]*]:\\d{1,5}")) {
      int end = pattern.indexOf(']');
      return new SshAddress(
          pattern.substring(1, end), Integer.parseInt(pattern.substring(end + 2)));
    }
    return six ? new SshAddress(pattern, SshAddress.USUAL_PORT) : SshAddress.parse(pattern);
  }

  private static RuntimeException unreadable(Path file, int line, IllegalArgumentException why) {
    return Failure.unavailable(
            "reading the pinned host keys",
            file + ", line " + line + ": " + why.getMessage(),
            "correct or delete the line; 'backline host trust' writes a new one")
        .toException(why);
  }
}
