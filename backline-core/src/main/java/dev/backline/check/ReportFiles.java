package dev.backline.check;

import dev.backline.config.CheckSpec;
import dev.backline.config.Glob;
import dev.backline.config.RelativePath;
import dev.backline.source.FileTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The report files that a command wrote. Files that were there before and did not change (another
 * check's, or committed by mistake) are not its reports.
 *
 * @param before every report file there was, and what it looked like
 */
record ReportFiles(Path directory, Map<Path, Stamp> before) {

  record Stamp(FileTime modified, long size, Object fileKey) {

    static Stamp of(Path file) throws IOException {
      var attributes =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return new Stamp(
          attributes.lastModifiedTime(), attributes.size(), String.valueOf(attributes.fileKey()));
    }
  }

  /** Notes what lies there before the command runs. */
  static ReportFiles before(Path directory, CheckSpec.Reports reports) {
    Map<Path, Stamp> before = new HashMap<>();
    try {
      if (reports.junit().isPresent()) {
        for (Path file : FileTree.matching(directory, reports.junit().get())) {
          before.put(file, Stamp.of(file));
        }
      }
      if (reports.jacoco().isPresent()) {
        Path file = directory.resolve(reports.jacoco().get().value());
        if (Files.exists(file)) {
          before.put(file, Stamp.of(file));
        }
      }
    } catch (IOException unreadable) {
      // What can't be read now can't be read as a report later either; that is told then.
      before.clear();
    }
    return new ReportFiles(directory, before);
  }

  /** Those that match and are new or changed, sorted by path. */
  List<Path> written(Glob glob) throws IOException {
    List<Path> written = new ArrayList<>();
    for (Path file : FileTree.matching(directory, glob)) {
      if (!Stamp.of(file).equals(before.get(file))) {
        written.add(file);
      }
    }
    return written;
  }

  /** The file, if it is new or changed. */
  Optional<Path> written(RelativePath path) {
    Path file = directory.resolve(path.value());
    try {
      return Optional.of(file)
          .filter(Files::isRegularFile)
          .filter(there -> !before.containsKey(there) || changed(there));
    } catch (UncheckedIOException e) {
      return Optional.empty();
    }
  }

  private boolean changed(Path file) {
    try {
      return !Stamp.of(file).equals(before.get(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
