package dev.backline.secret.age;

import dev.backline.failure.Failure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files and directories that only their owner may touch. */
final class PrivateFiles {

  private static final Set<PosixFilePermission> OWNER_FILE =
      PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> OWNER_DIRECTORY =
      PosixFilePermissions.fromString("rwx------");
  private static final FileAttribute<Set<PosixFilePermission>> FILE_MODE =
      PosixFilePermissions.asFileAttribute(OWNER_FILE);

  private PrivateFiles() {}

  /** Makes the directory and those above it with mode 0700 where they are missing. */
  static void makeDirectory(Path directory) throws IOException {
    Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(OWNER_DIRECTORY));
  }

  /**
   * Refuses a file or directory that others may read, write or enter.
   *
   * @throws dev.backline.failure.BacklineException with {@code UNAVAILABLE} and the chmod command
   */
  static void requirePrivate(Path path) throws IOException {
    boolean directory = Files.isDirectory(path);
    Set<PosixFilePermission> allowed = directory ? OWNER_DIRECTORY : OWNER_FILE;
    Set<PosixFilePermission> actual = Files.getPosixFilePermissions(path);
    if (!allowed.containsAll(actual)) {
      throw Failure.unavailable(
              "reading " + path,
              "it is open to others than its owner (" + PosixFilePermissions.toString(actual) + ")",
              "close it: chmod " + (directory ? "700 " : "600 ") + path)
          .toException();
    }
  }

  /** Writes the file with mode 0600, durably, so that it is there whole or not at all. */
  static void write(Path file, byte[] content) throws IOException {
    Path directory = parent(file);
    Path whole = Files.createTempFile(directory, ".new-", "", FILE_MODE);
    try {
      Files.write(whole, content);
      sync(whole, StandardOpenOption.WRITE);
      Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
      sync(directory, StandardOpenOption.READ);
    } finally {
      Files.deleteIfExists(whole);
    }
  }

  /** Deletes the file durably; whether there was one. */
  static boolean delete(Path file) throws IOException {
    boolean deleted = Files.deleteIfExists(file);
    if (deleted) {
      sync(parent(file), StandardOpenOption.READ);
    }
    return deleted;
  }

  /** Opens a file to lock, with mode 0600 when it makes it. */
  static FileChannel openLock(Path file) throws IOException {
    return FileChannel.open(
        file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), FILE_MODE);
  }

  private static Path parent(Path file) throws IOException {
    Path parent = file.getParent();
    if (parent == null) {
      throw new IOException(file + " has no directory");
    }
    return parent;
  }

  private static void sync(Path path, StandardOpenOption mode) throws IOException {
    try (FileChannel channel = FileChannel.open(path, mode)) {
      channel.force(true);
    }
  }
}
