package dev.backline.database.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What the server wrote last: to its own log, or before that was open to the start log. */
final class ServerLog {

  private static final int LINES = 5;

  private ServerLog() {}

  static String lastLines(ClusterLayout layout) {
    try (Stream<Path> logs = Files.list(layout.data().resolve("log"))) {
      Path newest =
          logs.max(Comparator.comparing(log -> log.toFile().lastModified()))
              .orElse(layout.startLog());
      return tail(newest);
    } catch (IOException noLogYet) {
      return tail(layout.startLog());
    }
  }

  private static String tail(Path log) {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join(" | ", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
    } catch (IOException e) {
      return "(no log: " + e.getMessage() + ")";
    }
  }
}
