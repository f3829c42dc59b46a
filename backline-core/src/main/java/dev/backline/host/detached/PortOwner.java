package dev.backline.host.detached;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Tells whether it is really our process that listens on a port, and not one that came before it
 * and answers in its place.
 */
public final class PortOwner {

  private static final String LISTEN = "0A";

  private PortOwner() {}

  /**
   * Whether one of the processes listens on the TCP port of its network, as /proc/PID/net/tcp and
   * /proc/PID/fd tell.
   */
  public static boolean isAmong(Collection<ProcessIdentity> processes, int port) {
    Map<String, Set<String>> ofNetworks = new HashMap<>();
    return processes.stream()
        .map(process -> Path.of("/proc", Long.toString(process.pid())))
        .anyMatch(process ->
            hasOne(
                process,
                ofNetworks.computeIfAbsent(
                    target(process.resolve("ns/net")), network -> listening(process, port))));
  }

  private static Set<String> listening(Path process, int port) {
    String suffix = ":%04X".formatted(port).toUpperCase(Locale.ROOT);
    Set<String> sockets = new HashSet<>();
    for (String table : List.of("net/tcp", "net/tcp6")) {
      for (String line : lines(process.resolve(table))) {
        String[] fields = line.strip().split(" +", -1);
        if (fields.length > 9 && fields[1].endsWith(suffix) && fields[3].equals(LISTEN)) {
          sockets.add("socket:[" + fields[9] + "]");
        }
      }
    }
    return sockets;
  }

  private static List<String> lines(Path table) {
    try {
      return Files.readAllLines(table);
    } catch (IOException goneOrNoneOfThatKind) {
      return List.of();
    }
  }

  private static boolean hasOne(Path process, Set<String> sockets) {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path descriptor : all) {
        if (sockets.contains(target(descriptor))) {
          return true;
        }
      }
      return false;
    } catch (IOException gone) {
      return false;
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException closedMeanwhile) {
      return "";
    }
  }
}
