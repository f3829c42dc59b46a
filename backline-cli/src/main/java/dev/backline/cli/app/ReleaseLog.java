package dev.backline.cli.app;

import dev.backline.failure.Failure;
import dev.backline.runtime.EnvironmentFolder;
import dev.backline.runtime.Slot;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The logs of both slots of an environment, the one that was written to last first to be shown. */
public final class ReleaseLog {

  private static final int MOST_BYTES = 1 << 20;

  /**
   * A line that a release wrote.
   *
   * @param slot {@code blue} or {@code green}
   */
  public record Line(String slot, String text) {}

  private final Map<Slot, Path> files = new EnumMap<>(Slot.class);
  private final Map<Slot, Long> read = new EnumMap<>(Slot.class);

  private ReleaseLog(EnvironmentFolder folder) {
    for (Slot slot : Slot.values()) {
      files.put(slot, folder.slot(slot).resolve("logs").resolve("release.log"));
    }
  }

  /**
   * @throws dev.backline.failure.BacklineException with {@code USAGE} if nothing ever ran there
   */
  public static ReleaseLog of(EnvironmentFolder folder) {
    ReleaseLog log = new ReleaseLog(folder);
    if (log.files.values().stream().noneMatch(Files::exists)) {
      throw Failure.usage(
              "reading the log of " + folder.name(),
              "no release ran there yet",
              "see: backline status")
          .toException();
    }
    return log;
  }

  /** The last lines of the log that was written to last. What comes later is in {@link #more}. */
  public List<Line> last(int lines) throws IOException {
    Slot newest = Slot.values()[0];
    for (Slot slot : Slot.values()) {
      read.put(slot, size(slot));
      if (modified(slot) > modified(newest)) {
        newest = slot;
      }
    }
    List<Line> all = lines(newest, Math.max(0, size(newest) - MOST_BYTES), size(newest));
    return all.subList(Math.max(0, all.size() - lines), all.size());
  }

  /** What was added to either log since the last look; whole lines only. */
  public List<Line> more() throws IOException {
    List<Line> added = new ArrayList<>();
    for (Slot slot : Slot.values()) {
      long from = read.getOrDefault(slot, 0L);
      // Rotation empties the file.
      long start = size(slot) < from ? 0 : from;
      added.addAll(lines(slot, start, Math.min(size(slot), start + MOST_BYTES)));
    }
    return added;
  }

  private List<Line> lines(Slot slot, long from, long to) throws IOException {
    if (to <= from) {
      return List.of();
    }
    byte[] bytes = new byte[(int) (to - from)];
    try (RandomAccessFile file = new RandomAccessFile(path(slot).toFile(), "r")) {
      file.seek(from);
      file.readFully(bytes);
    }
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    read.put(slot, from + end);
    return new String(bytes, 0, end, StandardCharsets.UTF_8)
        .lines()
        .map(text -> new Line(slot.label(), text))
        .toList();
  }

  private Path path(Slot slot) {
    return files.getOrDefault(slot, Path.of("/dev/null"));
  }

  private long size(Slot slot) throws IOException {
    return Files.exists(path(slot)) ? Files.size(path(slot)) : 0;
  }

  private long modified(Slot slot) throws IOException {
    return Files.exists(path(slot)) ? Files.getLastModifiedTime(path(slot)).toMillis() : 0;
  }
}
