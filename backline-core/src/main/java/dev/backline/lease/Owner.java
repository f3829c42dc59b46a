package dev.backline.lease;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A process that can hold a lease. Its start time tells it from a later process with the same pid.
 *
 * @param machine the machine's name and boot, so that a reboot makes every earlier owner a dead one
 * @param pid its process id
 * @param started its start time in clock ticks since boot (proc(5), {@code /proc/pid/stat}, field
 *     22)
 */
public record Owner(String machine, long pid, long started) {

  private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

  /** Read once: a slow name server must not hold up whoever looks at a lease. */
  private static final String THIS_MACHINE = readThisMachine();

  /** This process. */
  public static Owner thisProcess() {
    long pid = ProcessHandle.current().pid();
    return new Owner(THIS_MACHINE, pid, startTime(pid).orElse(0L));
  }

  /** Reads {@link #toString}'s form. */
  public static Owner parse(String text) {
    String[] parts = text.split(" ", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException("not an owner: " + text);
    }
    return new Owner(parts[0], Long.parseLong(parts[1]), Long.parseLong(parts[2]));
  }

  /** Whether it certainly no longer runs. An owner on another machine can't be told from here. */
  public boolean isGone() {
    if (!machineName().equals(machineName(THIS_MACHINE))) {
      return false;
    }
    return !machine.equals(THIS_MACHINE) || startTime(pid).map(now -> now != started).orElse(true);
  }

  /** For people: pid and machine. */
  public String describe() {
    return "process " + pid + " on " + machineName();
  }

  @Override
  public String toString() {
    return machine + " " + pid + " " + started;
  }

  private String machineName() {
    return machineName(machine);
  }

  private static String machineName(String machine) {
    int boot = machine.indexOf('@');
    return boot < 0 ? machine : machine.substring(0, boot);
  }

  private static String readThisMachine() {
    String boot;
    try {
      boot = Files.readString(BOOT_ID).strip();
    } catch (IOException notLinux) {
      boot = "";
    }
    return hostName() + "@" + boot;
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  /** The start time of a process, empty if there is none or it is a zombie. */
  private static Optional<Long> startTime(long pid) {
    try {
      String stat =
          new String(
              Files.readAllBytes(Path.of("/proc", Long.toString(pid), "stat")),
              StandardCharsets.ISO_8859_1);
      // The second field, the command, is in parentheses and may hold anything.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      return fields[0].equals("Z") ? Optional.empty() : Optional.of(Long.parseLong(fields[19]));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      // The process ended while it was read.
      return Optional.empty();
    }
  }
}
