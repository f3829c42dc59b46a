package dev.backline.artifact.image;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import dev.backline.failure.Failure;
import dev.backline.source.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Files as layers. They are root's, as old as every file of Jib's, and readable to all; nothing of
 * this machine is left but which of them can be executed.
 */
final class ImageLayers {

  /** What Jib gives to files by itself, so that layers of other builds can be the same. */
  private static final Instant TIME = Instant.ofEpochSecond(1);

  private static final FilePermissions READABLE = FilePermissions.fromOctalString("644");
  private static final FilePermissions EXECUTABLE = FilePermissions.fromOctalString("755");

  private ImageLayers() {}

  /**
   * The layers, from the base up; none of them empty.
   *
   * @param target where the files are in the image
   * @throws dev.backline.failure.BacklineException with {@code USAGE} when there is no file, or a
   *     link leads out of the folder
   */
  static List<FileEntriesLayer> of(Path folder, AbsoluteUnixPath target) throws IOException {
    List<Path> files = Files.isDirectory(folder) ? FileTree.list(folder) : List.of();
    if (files.isEmpty()) {
      throw unfit("there are no files in " + folder.getFileName()).toException();
    }
    List<FileEntriesLayer> layers = new ArrayList<>();
    for (LayerKind kind : LayerKind.values()) {
      FileEntriesLayer layer = layer(kind, folder, files, target);
      if (!layer.getEntries().isEmpty()) {
        layers.add(layer);
      }
    }
    return layers;
  }

  private static FileEntriesLayer layer(
      LayerKind kind, Path folder, List<Path> files, AbsoluteUnixPath target) throws IOException {
    FileEntriesLayer.Builder layer =
        FileEntriesLayer.builder().setName(kind.name().toLowerCase(Locale.ROOT));
    for (Path file : files) {
      String path = FileTree.relative(folder, file);
      if (LayerKind.of(path) == kind) {
        Path content = content(folder, file, path);
        layer.addEntry(
            content,
            target.resolve(path),
            Files.isExecutable(content) ? EXECUTABLE : READABLE,
            TIME);
      }
    }
    return layer.build();
  }

  /** Jib has no links: the image gets what they lead to. */
  private static Path content(Path folder, Path file, String path) throws IOException {
    if (Files.isSymbolicLink(file)
        && !(Files.exists(file) && file.toRealPath().startsWith(folder.toRealPath()))) {
      throw unfit("the link " + path + " leads out of " + folder.getFileName()).toException();
    }
    if (!Files.isRegularFile(file)) {
      throw unfit(path + " is neither a file nor a link to one").toException();
    }
    return file.toRealPath();
  }

  private static Failure unfit(String why) {
    return Failure.usage(
        "putting the image together", why, "correct artifact.from in backline.yml, or the build");
  }
}
