package dev.backline.backup;

import dev.backline.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Refuses to start what would fill the disk. */
final class DiskSpace {

  /** Left over for everybody else on the machine. */
  private static final long RESERVE = 256L << 20;

  private DiskSpace() {}

  /**
   * @param directory exists, on the disk in question
   * @param bytes what will be written at most
   */
  static void require(String tried, Path directory, long bytes) throws IOException {
    check(tried, directory, bytes, Files.getFileStore(directory).getUsableSpace());
  }

  static void check(String tried, Path directory, long bytes, long usable) {
    if (usable < bytes + RESERVE) {
      throw Failure.unavailable(
              tried,
              "the disk of %s has %d MB left; this may take %d MB and %d MB have to stay free"
                  .formatted(directory, usable >> 20, bytes >> 20, RESERVE >> 20),
              "free some disk space; nothing was changed")
          .toException();
    }
  }
}
