package dev.backline.pipeline;

import dev.backline.journal.RunId;
import dev.backline.state.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders that a run works in and throws away. */
final class WorkFolder {

  private WorkFolder() {}

  /** An empty folder; what an interrupted attempt left in it is deleted. */
  static Path fresh(DataDirectory data, RunId run, String purpose) throws IOException {
    Path directory = data.work().resolve("run-" + run).resolve(purpose);
    delete(directory);
    return Files.createDirectories(directory);
  }

  static void delete(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> all = Files.walk(directory)) {
      deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      try {
        Files.delete(path);
      } catch (NoSuchFileException gone) {
        // A program that was just killed may still have been tidying up.
      }
    }
  }
}
