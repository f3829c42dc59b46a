package dev.backline.cli.doctor;

import dev.backline.Backline;
import dev.backline.cli.session.Session;
import dev.backline.failure.BacklineException;
import dev.backline.host.AvailableMemory;
import dev.backline.pipeline.MemoryNeed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The machine's disk and memory, and the data directory. */
final class Machine {

  private static final long LEAST_DISK = 2L << 30;
  private static final long LEAST_MEMORY = 512L << 20;

  private final Session session;
  private final Optional<MemoryNeed> need;
  private final AvailableMemory memory;

  Machine(Session session, Optional<MemoryNeed> need, AvailableMemory memory) {
    this.session = session;
    this.need = need;
    this.memory = memory;
  }

  List<Finding> look() throws IOException {
    return List.of(disk(), memory(), permissions(), state());
  }

  private Finding disk() throws IOException {
    long free = Files.getFileStore(existing(session.data().root())).getUsableSpace();
    return free >= LEAST_DISK
        ? Finding.fine("disk", mebibytes(free) + " free")
        : Finding.unfit(
            "disk",
            "only " + mebibytes(free) + " free for " + session.data().root(),
            "free some: artifacts, databases and backups need at least " + mebibytes(LEAST_DISK));
  }

  /** For one release beside the one that serves, and for what else goes on meanwhile. */
  private Finding memory() throws IOException {
    long available = memory.bytes();
    long needed = Math.max(LEAST_MEMORY, need.map(MemoryNeed::bytes).orElse(0L));
    return available >= needed
        ? Finding.fine("memory", mebibytes(available) + " available")
        : Finding.unfit(
            "memory",
            "only "
                + mebibytes(available)
                + " available, of "
                + mebibytes(needed)
                + " that it takes",
            "two releases run side by side during a switch: stop something, add memory, or raise"
                + " the limit of the container or service that Backline runs in");
  }

  private Finding permissions() throws IOException {
    Path root = session.data().root();
    if (!Files.exists(root)) {
      return Files.isWritable(existing(root))
          ? Finding.fine("data directory", root + ", to be made")
          : Finding.unfit("data directory", root + " can't be made", "choose another with --data");
    }
    if (!Files.isWritable(root)) {
      return Finding.unfit(
          "data directory", root + " is not writable", "choose another with --data");
    }
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(root);
    return permissions.equals(PosixFilePermissions.fromString("rwx------"))
        ? Finding.fine("data directory", root.toString())
        : Finding.unfit(
            "data directory",
            "others may look into it: " + PosixFilePermissions.toString(permissions),
            "chmod 700 " + root);
  }

  private Finding state() {
    try {
      return session
          .openExisting()
          .map(Backline::runs)
          .map(
              runs -> Finding.fine("state file", runs.newest(1).isEmpty() ? "no runs" : "readable"))
          .orElse(Finding.fine("state file", "none yet"));
    } catch (BacklineException e) {
      return Finding.unfit("state file", e.failure());
    }
  }

  private static Path existing(Path path) {
    Path folder = path;
    while (!Files.exists(folder) && folder.getParent() instanceof Path parent) {
      folder = parent;
    }
    return folder;
  }

  private static String mebibytes(long bytes) {
    long mebibytes = bytes >> 20;
    return mebibytes < 10_000 ? mebibytes + " MiB" : (mebibytes >> 10) + " GiB";
  }
}
