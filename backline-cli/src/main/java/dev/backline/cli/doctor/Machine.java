package dev.backline.cli.doctor;

import dev.backline.Backline;
import dev.backline.cli.session.Session;
import dev.backline.failure.BacklineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/** The machine's disk and memory, and the data directory. */
final class Machine {

  private static final long LEAST_DISK = 2L << 30;
  private static final long LEAST_MEMORY = 512L << 20;
  private static final Path MEMORY = Path.of("/proc/meminfo");

  private final Session session;

  Machine(Session session) {
    this.session = session;
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

  /** {@code MemAvailable} is what can be used without swapping (proc(5)). */
  private static Finding memory() throws IOException {
    long available =
        Files.readAllLines(MEMORY).stream()
            .filter(line -> line.startsWith("MemAvailable:"))
            .map(line -> line.replaceAll("[^0-9]", ""))
            .mapToLong(kibibytes -> Long.parseLong(kibibytes) << 10)
            .findFirst()
            .orElse(Long.MAX_VALUE);
    return available >= LEAST_MEMORY
        ? Finding.fine("memory", mebibytes(available) + " available")
        : Finding.unfit(
            "memory",
            "only " + mebibytes(available) + " available",
            "two releases run side by side during a switch: stop something or add memory");
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
