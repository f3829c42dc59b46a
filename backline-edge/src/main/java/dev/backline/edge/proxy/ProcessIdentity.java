package dev.backline.edge.proxy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Which process this is.
 *
 * @param startTime in clock ticks since boot, so that a reused pid is not mistaken for this one
 * @param version of this program
 */
record ProcessIdentity(long pid, long startTime, String version) {

  static ProcessIdentity current() throws EdgeFailure {
    String version = ProcessIdentity.class.getPackage().getImplementationVersion();
    try {
      return new ProcessIdentity(
          ProcessHandle.current().pid(),
          startTime(Files.readString(Path.of("/proc/self/stat"))),
          version == null ? "unknown" : version);
    } catch (IOException e) {
      throw EdgeFailure.unavailable("cannot read /proc/self/stat: " + e);
    }
  }

  /** Field 22 of proc(5) stat; field 2, the name, may hold spaces and brackets itself. */
  static long startTime(String stat) {
    String afterName = stat.substring(stat.lastIndexOf(')') + 2);
    return Long.parseLong(afterName.split(" ", -1)[22 - 3]);
  }
}
