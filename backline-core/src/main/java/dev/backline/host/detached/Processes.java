package dev.backline.host.detached;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The processes of this machine, as /proc tells (proc(5)). Answers are of the moment: a process may
 * end while its entry is read, and then counts as gone.
 */
public final class Processes {

  private static final Path PROC = Path.of("/proc");

  private Processes() {}

  /** A process that isn't a zombie. {@code session} is the pid of its session's leader. */
  public record Entry(ProcessIdentity identity, long session) {
    public boolean leadsSession() {
      return identity.pid() == session;
    }
  }

  /** Whether this very process still runs; a zombie doesn't. */
  public static boolean alive(ProcessIdentity identity) {
    return entry(identity.pid()).filter(found -> found.identity().isSameAs(identity)).isPresent();
  }

  /** The process that has this pid now; empty if none has or it is a zombie. */
  public static Optional<Entry> entry(long pid) {
    try {
      return parse(pid, Files.readString(PROC.resolve(pid + "/stat"), StandardCharsets.ISO_8859_1));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  public static List<Entry> all() {
    List<Entry> entries = new ArrayList<>();
    try (DirectoryStream<Path> pids = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path pid : pids) {
        entry(Long.parseLong(pid.getFileName().toString())).ifPresent(entries::add);
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("/proc can't be read", e);
    }
    return entries;
  }

  /**
   * What the processes of a session hold of memory together, in bytes: their resident sets, pages
   * that they share counted in each.
   *
   * @param session the pid of its leader
   */
  public static long memory(long session) {
    return all().stream()
        .filter(entry -> entry.session() == session)
        .mapToLong(entry -> resident(entry.identity().pid()))
        .sum();
  }

  /** The line {@code VmRSS} of /proc/PID/status; a kernel's "kB" are 1024 bytes. */
  private static long resident(long pid) {
    try (Stream<String> lines =
        Files.lines(PROC.resolve(pid + "/status"), StandardCharsets.ISO_8859_1)) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException | java.io.UncheckedIOException gone) {
      return 0;
    }
  }

  /** What the process was started with; empty if it is gone or another user's. */
  public static Map<String, String> environment(long pid) {
    Map<String, String> environment = new TreeMap<>();
    try {
      byte[] bytes = Files.readAllBytes(PROC.resolve(pid + "/environ"));
      for (String variable : new String(bytes, StandardCharsets.UTF_8).split("\0", -1)) {
        int equals = variable.indexOf('=');
        if (equals > 0) {
          environment.put(variable.substring(0, equals), variable.substring(equals + 1));
        }
      }
    } catch (IOException goneOrNotOurs) {
      return Map.of();
    }
    return environment;
  }

  /** Whether a process runs one of whose arguments holds this text. */
  public static boolean anyStartedWith(String text) {
    return all().stream()
        .map(entry -> PROC.resolve(entry.identity().pid() + "/cmdline"))
        .anyMatch(file -> {
          try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).contains(text);
          } catch (IOException gone) {
            return false;
          }
        });
  }

  /** Fields 3, 6 and 22 of /proc/PID/stat; the name, field 2, may hold blanks and brackets. */
  static Optional<Entry> parse(long pid, String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 1).trim().split(" +", -1);
    if (fields.length < 20 || fields[0].equals("Z") || fields[0].equals("X")) {
      return Optional.empty();
    }
    return Optional.of(
        new Entry(
            new ProcessIdentity(pid, Long.parseLong(fields[19]), boot()),
            Long.parseLong(fields[3])));
  }

  private static String boot() {
    return Boot.ID;
  }

  /** Read once: it can't change while we run. */
  private static final class Boot {
    static final String ID = read();

    private static String read() {
      try {
        return Files.readString(PROC.resolve("sys/kernel/random/boot_id")).strip();
      } catch (IOException e) {
        throw new java.io.UncheckedIOException("the boot id can't be read", e);
      }
    }
  }
}
