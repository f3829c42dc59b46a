package dev.backline.source;

import dev.backline.config.Glob;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Files below a directory. Links are never followed. */
public final class FileTree {

  private FileTree() {}

  /** Regular files whose path below the directory matches, sorted by path. */
  public static List<Path> matching(Path directory, Glob glob) throws IOException {
    Pattern pattern = glob.toRegex();
    return list(directory).stream()
        .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
        .filter(file -> pattern.matcher(relative(directory, file)).matches())
        .toList();
  }

  /** Everything below the directory but directories themselves, sorted by path. */
  public static List<Path> list(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
          .sorted(Comparator.comparing(path -> relative(directory, path)))
          .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** The path below the directory, divided by {@code /}. */
  public static String relative(Path directory, Path path) {
    return directory.relativize(path).toString().replace(path.getFileSystem().getSeparator(), "/");
  }
}
