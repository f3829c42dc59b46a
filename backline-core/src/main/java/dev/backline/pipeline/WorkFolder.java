package dev.backline.pipeline;

import dev.backline.host.local.DirectoryTree;
import dev.backline.journal.RunId;
import dev.backline.state.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Folders that a run works in and throws away. */
final class WorkFolder {

  private WorkFolder() {}

  /** An empty folder; what an interrupted attempt left in it is deleted. */
  static Path fresh(DataDirectory data, RunId run, String purpose) throws IOException {
    Path directory = data.work().resolve("run-" + run).resolve(purpose);
    DirectoryTree.delete(directory);
    return Files.createDirectories(directory);
  }
}
