package dev.backline.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Files of mode 0600 and directories of mode 0700 that survive a crash of the machine. */
public final class DurableFile {

  private DurableFile() {}

  /** Writes a file that is there whole or, after a crash, as it was before. */
  public static void write(Path file, String text) throws IOException {
    Path whole = Files.createTempFile(parent(file), ".new", "", mode("rw-------"));
    Files.writeString(whole, text);
    sync(whole);
    Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
    sync(parent(file));
  }

  /** Makes the directory and those above it that are missing, closed to other accounts. */
  public static void createDirectories(Path directory) throws IOException {
    Files.createDirectories(directory, mode("rwx------"));
  }

  /** Renames within one file system, and waits until the disk has it. */
  public static void rename(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    sync(parent(to));
  }

  /** Waits until the disk has a file's content or a directory's entries. */
  public static void sync(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static Path parent(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    return parent == null ? file.toAbsolutePath() : parent;
  }

  private static FileAttribute<?> mode(String permissions) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
  }
}
