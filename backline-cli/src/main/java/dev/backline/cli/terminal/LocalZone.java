package dev.backline.cli.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;

/**
 * The time zone that times are shown in. Most servers run on UTC; that is found here without the
 * JDK's table of all zones: to read it takes some 30 ms, and the JDK looks for others in every jar.
 */
public final class LocalZone {

  private static final Set<String> UTC = Set.of("UTC", "Etc/UTC");
  private static final Path ZONES = Path.of("/usr/share/zoneinfo");

  private LocalZone() {}

  public static ZoneId get() {
    return System.getenv("TZ") == null && UTC.contains(named(Path.of("/etc/localtime")))
        ? ZoneOffset.UTC
        : ZoneId.systemDefault();
  }

  /** The zone that the link names (localtime(5)); empty if it isn't one. */
  static String named(Path localtime) {
    try {
      Path target = localtime.resolveSibling(Files.readSymbolicLink(localtime)).normalize();
      return target.startsWith(ZONES) ? ZONES.relativize(target).toString() : "";
    } catch (IOException noLink) {
      return "";
    }
  }
}
