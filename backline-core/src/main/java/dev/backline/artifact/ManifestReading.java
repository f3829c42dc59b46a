package dev.backline.artifact;

import dev.backline.failure.Failure;
import dev.backline.source.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes the manifest of files on disk. */
final class ManifestReading {

  private ManifestReading() {}

  /**
   * The manifest.
   *
   * @param contents receives for each SHA-256 a file that has that content
   */
  static Manifest of(BundleFiles files, Map<String, Path> contents)
      throws IOException, InterruptedException {
    List<Entry> entries = new ArrayList<>();
    for (Path file : files.files()) {
      ArtifactStore.stopIfInterrupted();
      try {
        Entry entry = entry(FileTree.relative(files.root(), file), file);
        entries.add(entry);
        if (entry instanceof Entry.File(_, _, String sha256, _)) {
          contents.putIfAbsent(sha256, file);
        }
      } catch (IllegalArgumentException e) {
        throw unfit(e);
      }
    }
    try {
      return new Manifest(entries);
    } catch (IllegalArgumentException e) {
      throw unfit(e);
    }
  }

  private static Entry entry(String path, Path file) throws IOException {
    if (Files.isSymbolicLink(file)) {
      return new Entry.Link(path, Files.readSymbolicLink(file).toString());
    }
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new IllegalArgumentException(path + " is neither a file nor a link");
    }
    boolean executable =
        Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS)
            .contains(PosixFilePermission.OWNER_EXECUTE);
    return new Entry.File(path, executable, Sha256.hex(file), Files.size(file));
  }

  private static RuntimeException unfit(IllegalArgumentException cause) {
    return Failure.usage(
            "putting the artifact together",
            String.valueOf(cause.getMessage()),
            "correct artifact.include in backline.yml, or the build")
        .toException(cause);
  }
}
