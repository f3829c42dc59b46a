package dev.backline.host.local;

import dev.backline.host.AvailableMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * This machine's memory: the least of what the kernel has ({@code MemAvailable}, proc(5)) and what
 * each control group around this process may still take. Of a group's use, what is only a cache of
 * files counts as free: the kernel drops it when the group comes to its limit.
 *
 * @param root {@code /}, but in tests
 */
public record LinuxMemory(Path root) implements AvailableMemory {

  /** What a version of control groups calls its files. */
  private record Version(Path mount, String limit, String usage, String cache) {}

  public LinuxMemory() {
    this(Path.of("/"));
  }

  @Override
  public long bytes() throws IOException {
    long least = machine();
    for (String group : lines(root.resolve("proc/self/cgroup")).toList()) {
      // hierarchy-ID:controller-list:cgroup-path (cgroups(7))
      String[] parts = group.split(":", 3);
      if (parts.length == 3 && parts[1].isEmpty()) {
        least =
            Math.min(
                least, left(new Version(mount(""), "max", "current", "inactive_file"), parts[2]));
      } else if (parts.length == 3 && Stream.of(parts[1].split(",")).anyMatch("memory"::equals)) {
        least =
            Math.min(
                least,
                left(
                    new Version(
                        mount("memory"), "limit_in_bytes", "usage_in_bytes", "total_inactive_file"),
                    parts[2]));
      }
    }
    return least;
  }

  private long machine() throws IOException {
    return numbered("MemAvailable:", root.resolve("proc/meminfo"))
            .findFirst()
            .orElse(Long.MAX_VALUE >> 10)
        << 10;
  }

  private Path mount(String hierarchy) {
    return root.resolve("sys/fs/cgroup").resolve(hierarchy);
  }

  /** In the group and all that it is in; a container sees no more than its own, at the top. */
  private static long left(Version version, String group) throws IOException {
    long least = Long.MAX_VALUE;
    @Nullable Path at = version.mount().resolve(group.replaceFirst("^/+", "")).normalize();
    while (at != null && at.startsWith(version.mount())) {
      long limit = number(at.resolve("memory." + version.limit()), Long.MAX_VALUE);
      if (limit != Long.MAX_VALUE) {
        long used = number(at.resolve("memory." + version.usage()), 0);
        long cache =
            numbered(version.cache() + " ", at.resolve("memory.stat")).findFirst().orElse(0);
        least = Math.min(least, Math.max(0, limit - used + cache));
      }
      at = at.getParent();
    }
    return least;
  }

  /** The file's number; the other one for {@code max} or where there is no such file. */
  private static long number(Path file, long otherwise) throws IOException {
    return lines(file)
        .filter(line -> line.matches("[0-9]{1,18}"))
        .mapToLong(Long::parseLong)
        .findFirst()
        .orElse(otherwise);
  }

  private static LongStream numbered(String name, Path file) throws IOException {
    return lines(file)
        .filter(line -> line.startsWith(name))
        .mapToLong(line -> Long.parseLong(line.substring(name.length()).replaceAll("[^0-9]", "")));
  }

  private static Stream<String> lines(Path file) throws IOException {
    try {
      return Files.readAllLines(file).stream();
    } catch (NoSuchFileException none) {
      return Stream.empty();
    }
  }
}
