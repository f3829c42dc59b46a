package dev.backline.backup;

import dev.backline.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Refuses to start what would fill the disk. */
public final class DiskSpace {

  /** Left over for everybody else on the machine. */
  private static final long RESERVE = 256L << 20;

  private DiskSpace() {}

  /**
   * Whether the dump fits on the disk of this machine that it is to lie on.
   *
   * @param target its parent exists
   */
  public static void requireForDump(DumpSource source, Path target) throws IOException {
    Path parent = Objects.requireNonNull(target.toAbsolutePath().getParent(), "not a root");
    // Text can be larger than the pages it comes from; indexes, which aren't dumped, make up for
    // it.
    check(
        source.tried(),
        parent.toString(),
        source.bytes(),
        Files.getFileStore(parent).getUsableSpace());
  }

  /**
   * @param disk what is on the disk in question
   * @param bytes what will be written at most
   * @param usable what is free there
   */
  public static void check(String tried, String disk, long bytes, long usable) {
    // Not a sum: that could overflow.
    if (usable - RESERVE < bytes) {
      throw Failure.unavailable(
              tried,
              "the disk of %s has %d MB left; this may take %d MB and %d MB have to stay free"
                  .formatted(disk, usable >> 20, bytes >> 20, RESERVE >> 20),
              "free some disk space; nothing was changed")
          .toException();
    }
  }
}
