package dev.backline.host.examine;

import dev.backline.host.CommandResult;
import dev.backline.host.HostCommand;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Disk and memory. */
final class SpaceQuestions {

  /** An image beside the one that serves, and what goes on meanwhile; in KiB. */
  private static final long LEAST_DISK = 2L << 20;

  /** In KiB: a machine that is sold with 1 GB keeps some for itself. */
  private static final long LEAST_MEMORY = 900_000;

  /** In KiB: with less, two releases side by side may need swap. */
  private static final long ENOUGH_WITHOUT_SWAP = 1_900_000;

  /** Of a directory that is not made yet, the one that it will be made in. */
  private static final String FREE =
      "at=$1; while [ ! -e \"$at\" ]; do at=$(dirname -- \"$at\"); done; exec df -P -k -- \"$at\"";

  private static final HostCommand MEMORY = HostCommand.of("cat", "/proc/meminfo");

  private static final String FREE_FOR_IMAGES =
      "root=$(docker info --format '{{.DockerRootDir}}' 2>/dev/null) && [ \"$root\" ]"
          + " || root=/var/lib/docker; set -- \"$root\"; "
          + FREE;

  /** In KiB: what a delivery leaves of a disk for what goes on there. */
  private static final long RESERVE = 500_000;

  private SpaceQuestions() {}

  static List<Question> about(ExpectedHost host) {
    return List.of(
        diskOfImages(LEAST_DISK),
        diskOfTheProject(host, LEAST_DISK),
        new Question("memory", MEMORY, result -> memory(result, host)));
  }

  /** What is needed now, not what one would wish for. */
  static List<Question> forDelivery(ExpectedHost host, SpaceNeed need) {
    return List.of(
        diskOfImages(RESERVE + (need.images() >> 10)),
        diskOfTheProject(host, RESERVE),
        new Question("memory", MEMORY, result -> available(result, need)));
  }

  private static Question diskOfImages(long least) {
    String subject = "disk of images";
    return new Question(
        subject,
        HostCommand.of("sh", "-c", FREE_FOR_IMAGES),
        result -> disk(subject, result, least));
  }

  private static Question diskOfTheProject(ExpectedHost host, long least) {
    String subject = "disk of the project";
    return new Question(
        subject,
        HostCommand.of("sh", "-c", FREE, "sh", host.directory()),
        result -> disk(subject, result, least));
  }

  /**
   * The fourth column of the second line, in KiB (POSIX.1-2017, df -P).
   *
   * @param least in KiB
   */
  static HostFinding disk(String subject, CommandResult result, long least) {
    String[] columns =
        result.stdout().size() < 2 ? new String[0] : result.stdout().get(1).trim().split(" +");
    if (!result.succeeded() || columns.length < 6 || !columns[3].matches("\\d{1,18}")) {
      return HostFinding.unfit(
          subject, "it can't be told: " + result.lastWords(), "see what 'df' says on the host");
    }
    long free = Long.parseLong(columns[3]);
    return free >= least
        ? HostFinding.fine(subject, mebibytes(free) + " free in " + columns[5])
        : HostFinding.unfit(
            subject,
            "only " + mebibytes(free) + " free in " + columns[5],
            "free some ('docker system df' tells what takes it): a deployment takes "
                + mebibytes(least));
  }

  /** What programs can have before the host swaps, by proc(5), meminfo. */
  static HostFinding available(CommandResult result, SpaceNeed need) {
    long available = kibibytes(result).getOrDefault("MemAvailable", 0L);
    String told = mebibytes(available) + " available";
    return available >= need.memory() >> 10
        ? HostFinding.fine("memory", told)
        : HostFinding.unfit(
            "memory",
            "only "
                + told
                + ", and a release may use "
                + mebibytes(need.memory() >> 10)
                + " beside the one that serves",
            "stop something on the host, add memory, or lower run.limits.memory");
  }

  /** By proc(5), meminfo. */
  static HostFinding memory(CommandResult result, ExpectedHost host) {
    Map<String, Long> kibibytes = kibibytes(result);
    long memory = kibibytes.getOrDefault("MemTotal", 0L);
    long swap = kibibytes.getOrDefault("SwapTotal", 0L);
    String told = mebibytes(memory) + ", and " + mebibytes(swap) + " of swap";
    if (memory < LEAST_MEMORY) {
      return HostFinding.unfit(
          "memory", "only " + told, "give the host at least 1 GB, and better 2 GB");
    }
    return memory < ENOUGH_WITHOUT_SWAP && swap == 0
        ? HostFinding.unfit(
            "memory",
            told + ": two releases run side by side during a switch",
            "add a swap file: " + host.provision())
        : HostFinding.fine("memory", told);
  }

  private static Map<String, Long> kibibytes(CommandResult meminfo) {
    Map<String, Long> kibibytes = new HashMap<>();
    for (String line : meminfo.stdout()) {
      String[] words = line.split("[: ]+", 3);
      if (words.length >= 2 && words[1].matches("\\d{1,18}")) {
        kibibytes.put(words[0], Long.parseLong(words[1]));
      }
    }
    return kibibytes;
  }

  private static String mebibytes(long kibibytes) {
    long mebibytes = kibibytes >> 10;
    return mebibytes < 10_000 ? mebibytes + " MiB" : (mebibytes >> 10) + " GiB";
  }
}
