package dev.backline.artifact;

import dev.backline.config.ArtifactSpec;
import dev.backline.config.Glob;
import dev.backline.failure.BacklineException;
import dev.backline.failure.Failure;
import dev.backline.source.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The files that an artifact is made from, where they lie on disk.
 *
 * @param root what their paths in the artifact are relative to
 * @param files regular files and links below it, not empty
 */
public record BundleFiles(Path root, List<Path> files) {

  public BundleFiles {
    files = List.copyOf(files);
  }

  /** Everything below the directory. */
  public static BundleFiles all(Path root) throws IOException {
    return new BundleFiles(root, FileTree.list(root));
  }

  /**
   * What the declaration selects of a checkout after its build.
   *
   * @throws BacklineException with {@code USAGE} when a pattern selects nothing
   */
  public static BundleFiles select(Path checkout, ArtifactSpec.Bundle bundle) {
    Path root = checkout.resolve(bundle.from().value()).normalize();
    String tried = "collecting the artifact from " + bundle.from();
    if (!Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)) {
      throw Failure.usage(
              tried,
              "the build made no such directory",
              "correct artifact.from in backline.yml, or the build")
          .toException();
    }
    Map<Glob, Pattern> unmatched = new LinkedHashMap<>();
    bundle.include().forEach(glob -> unmatched.put(glob, glob.toRegex()));
    List<Pattern> patterns = List.copyOf(unmatched.values());
    List<Path> selected = new ArrayList<>();
    for (Path file : list(root, tried)) {
      String path = FileTree.relative(root, file);
      if (patterns.stream().anyMatch(pattern -> pattern.matcher(path).matches())) {
        unmatched.values().removeIf(pattern -> pattern.matcher(path).matches());
        selected.add(file);
      }
    }
    if (!unmatched.isEmpty()) {
      throw Failure.usage(
              tried,
              "the build made no file that matches "
                  + unmatched.keySet().stream()
                      .map(Glob::pattern)
                      .collect(Collectors.joining(", ")),
              "correct artifact.include in backline.yml, or the build")
          .toException();
    }
    return new BundleFiles(root, selected);
  }

  private static List<Path> list(Path root, String tried) {
    try {
      return FileTree.list(root);
    } catch (IOException e) {
      throw Failure.unavailable(
              tried, String.valueOf(e.getMessage()), "check the disk and what the build left there")
          .toException(e);
    }
  }
}
