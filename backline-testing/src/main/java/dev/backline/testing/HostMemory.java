package dev.backline.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How much memory a host's processes and containers have together, as a control group limits it;
 * see the kernel's manual, "Memory Resource Controller". What they have read from the disk counts,
 * and is given up first.
 */
public final class HostMemory {

  /** Of the older hierarchies, or of the one that there is on newer machines. */
  private enum Names {
    OLDER("memory", "memory.limit_in_bytes", "memory.oom_control", "total_rss"),
    UNIFIED("", "memory.max", "memory.events.local", "anon");

    private final String hierarchy;
    private final String limit;
    private final String events;
    private final String held;

    Names(String hierarchy, String limit, String events, String held) {
      this.hierarchy = hierarchy;
      this.limit = limit;
      this.events = events;
      this.held = held;
    }
  }

  private static final Path ROOT = Path.of("/sys/fs/cgroup");

  private final Path group;
  private final Names names;

  private HostMemory(Path group, Names names) {
    this.group = group;
    this.names = names;
  }

  /** Puts those processes, and what they start, under a limit; {@code name} is the host's group. */
  static HostMemory limit(String name, Stream<Long> processes, long bytes) {
    Names names = Files.isDirectory(ROOT.resolve("memory")) ? Names.OLDER : Names.UNIFIED;
    Path group = ROOT.resolve(names.hierarchy).resolve(name);
    Path own = group.resolve("host");
    try {
      Files.createDirectories(own);
      Files.writeString(group.resolve(names.limit), Long.toString(bytes));
      for (long process : processes.toList()) {
        Files.writeString(own.resolve("cgroup.procs"), Long.toString(process));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new HostMemory(group, names);
  }

  /** Bytes that can't be given up: what processes keep, without what was read from the disk. */
  public long held() {
    return value(group.resolve("memory.stat"), names.held);
  }

  /** Processes that the kernel ended because there was no memory left. */
  public long killed() {
    try (Stream<Path> all = Files.walk(group)) {
      List<Path> groups = all.filter(Files::isDirectory).toList();
      return groups.stream().mapToLong(one -> value(one.resolve(names.events), "oom_kill")).sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long value(Path file, String name) {
    try {
      Map<String, String> values =
          Files.readAllLines(file).stream()
              .map(line -> line.split(" ", 2))
              .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
      return Long.parseLong(values.get(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
