package dev.backline.database.cluster;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The server process of a data directory, as {@code postmaster.pid} tells (PostgreSQL manual,
 * section 73.1; lines by {@code src/include/utils/pidfile.h}). The file alone isn't believed: after
 * a crash its process id may be anybody's.
 */
record Postmaster(long pid, int port, boolean ready) {

  private static final int PORT_LINE = 3;
  private static final int STATUS_LINE = 7;

  /** The live one of that data directory. */
  static Optional<Postmaster> of(Path data) {
    try {
      List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
      if (lines.size() <= PORT_LINE) {
        return Optional.empty();
      }
      long pid = Long.parseLong(lines.getFirst().strip());
      boolean ready = lines.size() > STATUS_LINE && lines.get(STATUS_LINE).strip().equals("ready");
      int port = Integer.parseInt(lines.get(PORT_LINE).strip());
      return worksIn(Path.of("/proc", Long.toString(pid)), data)
          ? Optional.of(new Postmaster(pid, port, ready))
          : Optional.empty();
    } catch (IOException | NumberFormatException noneOrHalfWritten) {
      return Optional.empty();
    }
  }

  /** Whether any process, a server's orphaned child too, works in that data directory. */
  static boolean isInUse(Path data) {
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path process : processes) {
        if (worksIn(process, data)) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  /** A server process's working directory is its data directory. */
  private static boolean worksIn(Path process, Path data) {
    try {
      return Files.readSymbolicLink(process.resolve("cwd")).equals(data.toRealPath())
          && Files.readString(process.resolve("comm")).startsWith("postgres");
    } catch (IOException goneOrNotOurs) {
      return false;
    }
  }
}
