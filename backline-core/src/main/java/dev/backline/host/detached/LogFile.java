package dev.backline.host.detached;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * A log that a detached process appends to and that we keep small. {@code name.1} is the newest of
 * the old ones.
 */
public record LogFile(Path path) {

  private static final long TAIL_BYTES = 64 * 1024;
  private static final String START = "=== backline: ";

  /** Makes the file if need be, and marks where a new start's output begins. */
  public void begin(String what) throws IOException {
    Files.createDirectories(path.getParent());
    if (!Files.exists(path)) {
      Files.createFile(
          path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Files.writeString(path, START + what + "\n", StandardOpenOption.APPEND);
  }

  /**
   * If the file is larger than {@code bytes}, copies it away and empties it, keeping {@code old}
   * old ones. The process goes on writing to the same file, which works because it appends
   * (O_APPEND); what it writes between the copy and the emptying is lost.
   *
   * @return whether it was
   */
  public boolean rotate(long bytes, int old) throws IOException {
    if (!Files.exists(path) || Files.size(path) <= bytes) {
      return false;
    }
    for (int number = old; number > 1; number--) {
      if (Files.exists(numbered(number - 1))) {
        Files.move(numbered(number - 1), numbered(number), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Files.copy(
        path, numbered(1), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
      channel.truncate(0);
    }
    return true;
  }

  /** At most this many of the last lines since the last start, oldest first. */
  public List<String> tail(int lines) {
    try {
      List<String> said = lastLines(path);
      if (said.isEmpty() && Files.exists(numbered(1))) {
        said = lastLines(numbered(1));
      }
      int start = 0;
      for (int i = 0; i < said.size(); i++) {
        start = said.get(i).startsWith(START) ? i + 1 : start;
      }
      List<String> ofThisStart = said.subList(start, said.size());
      int from = Math.max(0, ofThisStart.size() - lines);
      return List.copyOf(ofThisStart.subList(from, ofThisStart.size()));
    } catch (IOException unreadable) {
      return List.of("(the log " + path + " can't be read: " + unreadable.getMessage() + ")");
    }
  }

  private Path numbered(int number) {
    return path.resolveSibling(path.getFileName() + "." + number);
  }

  private static List<String> lastLines(Path file) throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
      long from = Math.max(0, log.length() - TAIL_BYTES);
      byte[] bytes = new byte[(int) (log.length() - from)];
      log.seek(from);
      log.readFully(bytes);
      List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
      // The first line was cut somewhere in its middle.
      return from > 0 && lines.size() > 1 ? lines.subList(1, lines.size()) : lines;
    }
  }
}
