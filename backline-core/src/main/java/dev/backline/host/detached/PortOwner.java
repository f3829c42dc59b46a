package dev.backline.host.detached;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Tells whether it is really our process that listens on a port, and not one that came before it
 * and answers in its place.
 */
public final class PortOwner {

  private static final String LISTEN = "0A";

  private PortOwner() {}

  /**
   * Whether one of the processes listens on the TCP port, as /proc/net/tcp and /proc/PID/fd tell.
   */
  public static boolean isAmong(Collection<ProcessIdentity> processes, int port) {
    Set<String> sockets = listening(port);
    return processes.stream().anyMatch(process -> hasOne(process, sockets));
  }

  private static Set<String> listening(int port) {
    String suffix = ":%04X".formatted(port).toUpperCase(Locale.ROOT);
    Set<String> sockets = new HashSet<>();
    for (String table : List.of("/proc/self/net/tcp", "/proc/self/net/tcp6")) {
      for (String line : lines(Path.of(table))) {
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
      return Files.exists(table) ? Files.readAllLines(table) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(table + " can't be read", e);
    }
  }

  private static boolean hasOne(ProcessIdentity process, Set<String> sockets) {
    Path descriptors = Path.of("/proc", Long.toString(process.pid()), "fd");
    try (DirectoryStream<Path> all = Files.newDirectoryStream(descriptors)) {
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

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException closedMeanwhile) {
      return "";
    }
  }
}
