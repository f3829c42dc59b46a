package dev.backline.host.detached;

import java.util.regex.Pattern;

/**
 * Names a process for good. A pid alone is given to another process sooner or later; with the time
 * of its start and the boot that it belongs to it isn't.
 *
 * @param pid 1 or more
 * @param startTime clock ticks from the boot to its start: field 22 of /proc/PID/stat (proc(5))
 * @param boot /proc/sys/kernel/random/boot_id
 */
public record ProcessIdentity(long pid, long startTime, String boot) {

  private static final Pattern BOOT = Pattern.compile("[0-9a-f-]{1,64}");

  public ProcessIdentity {
    if (pid < 1 || startTime < 0 || !BOOT.matcher(boot).matches()) {
      throw new IllegalArgumentException("not a process: " + pid + ", " + startTime + ", " + boot);
    }
  }

  /**
   * As {@code equals}, which the JVM makes of parts when it is first called: that takes longer than
   * all else that a short command asks of a process.
   */
  boolean isSameAs(ProcessIdentity other) {
    return pid == other.pid && startTime == other.startTime && boot.equals(other.boot);
  }
}
