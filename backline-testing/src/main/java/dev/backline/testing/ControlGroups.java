package dev.backline.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The control groups that an engine leaves behind when it is killed. */
final class ControlGroups {

  private static final Path ROOT = Path.of("/sys/fs/cgroup");

  private ControlGroups() {}

  /** Removes those of that name, with all below: in the one hierarchy, or in each of the older. */
  static void remove(String name) {
    try (Stream<Path> hierarchies = Files.list(ROOT)) {
      Stream.concat(Stream.of(ROOT), hierarchies.filter(Files::isDirectory))
          .map(hierarchy -> hierarchy.resolve(name))
          .filter(Files::isDirectory)
          .forEach(ControlGroups::removeTree);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Only the folders: the files in them are the kernel's and go with them. */
  private static void removeTree(Path group) {
    try (Stream<Path> all = Files.walk(group)) {
      List<Path> groups = all.filter(Files::isDirectory).sorted(Comparator.reverseOrder()).toList();
      for (Path one : groups) {
        Files.deleteIfExists(one);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
