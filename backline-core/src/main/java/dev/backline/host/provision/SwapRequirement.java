package dev.backline.host.provision;

import java.time.Duration;
import java.util.List;

/**
 * A swap file where there is little memory: two releases run side by side during a switch, and on a
 * host of 1 GB that alone may be the end of one of them.
 */
final class SwapRequirement {

  /** In KiB, as the kernel counts: a machine that is sold with 2 GB keeps some for itself. */
  private static final String ENOUGH = "1900000";

  private static final String FILE = "/var/swap.backline";

  private static final Duration MAKE = Duration.ofMinutes(2);

  /** The file with the figures is named apart, so that it can be tested with those of others. */
  private static final String CHECK =
      "memory= swap=; while read -r name value unit; do case $name in"
          + " MemTotal:) memory=$value ;; SwapTotal:) swap=$value ;; esac; done <\"$1\";"
          + " echo \"$((memory / 1024)) MiB of memory, $((swap / 1024)) MiB of swap\";"
          + " [ \"$memory\" -ge \"$2\" ] || [ \"$swap\" -gt 0 ]";

  /** It never takes the last of the disk, and is there again after a restart. */
  private static final String MAKE_IT =
      "free=$(df -P -k /var | tail -n 1 | awk '{ print $4 }'); [ \"$free\" -ge 3145728 ] || { echo"
          + " 'less than 3 GiB are free in /var' >&2; exit 1; }; [ -e \"$1\" ] || { umask 077 &&"
          + " fallocate -l 1G -- \"$1.new\" && mkswap -- \"$1.new\" && mv -- \"$1.new\" \"$1\"; }"
          + " || exit 1; swapon -- \"$1\" && { grep -q \"^$1 \" /etc/fstab || echo \"$1 none swap"
          + " sw 0 0\" >>/etc/fstab; }";

  private SwapRequirement() {}

  static Requirement get() {
    return new Requirement(
        "memory and swap",
        Scripts.check(CHECK, "/proc/meminfo", ENOUGH),
        List.of(
            new Change.Run("make 1 GiB of swap in " + FILE, Scripts.script(MAKE_IT, MAKE, FILE))),
        "make a swap file by hand, or give the host 2 GB of memory");
  }
}
