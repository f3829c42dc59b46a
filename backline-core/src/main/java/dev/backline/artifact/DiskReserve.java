package dev.backline.artifact;

import dev.backline.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Space on disk that is never filled: asked before anything large is written.
 *
 * @param bytes what must stay free, at least 0
 * @param space tells how much is free
 */
public record DiskReserve(long bytes, Space space) {

  /** 512 MiB: enough for the state file, logs and the databases to go on for a while. */
  public static final DiskReserve DEFAULT = ofBytes(512L << 20);

  /** Bytes that this process may still write to the disk that a directory is on. */
  @FunctionalInterface
  public interface Space {
    long usable(Path directory) throws IOException;
  }

  public DiskReserve {
    if (bytes < 0) {
      throw new IllegalArgumentException("a reserve is negative");
    }
  }

  public static DiskReserve ofBytes(long bytes) {
    return new DiskReserve(bytes, directory -> Files.getFileStore(directory).getUsableSpace());
  }

  /**
   * Passes when so many bytes can be written.
   *
   * @throws dev.backline.failure.BacklineException with {@code UNAVAILABLE} when they can't
   */
  public void require(Path directory, long needed, String tried) throws IOException {
    long usable = space.usable(directory);
    if (usable - bytes < needed) {
      throw Failure.unavailable(
              tried,
              "it needs %s on the disk of %s, which has %s free, of which %s are kept in reserve"
                  .formatted(mebibytes(needed), directory, mebibytes(usable), mebibytes(bytes)),
              "free some disk, then try again")
          .toException();
    }
  }

  private static String mebibytes(long bytes) {
    return ((bytes + (1 << 20) - 1) >> 20) + " MiB";
  }
}
