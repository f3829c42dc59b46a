package dev.backline.pipeline;

import dev.backline.host.local.DirectoryTree;
import dev.backline.host.local.MarkedProcesses;
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
    Path directory = of(data, run).resolve(purpose);
    DirectoryTree.delete(directory);
    return Files.createDirectories(directory);
  }

  /** Ends the builds and checks of a process that was killed at work on the run. */
  static void endWhatRunsThere(DataDirectory data, RunId run) {
    if (Files.exists(of(data, run))) {
      MarkedProcesses.ofAllBelow(of(data, run)).kill();
    }
  }

  private static Path of(DataDirectory data, RunId run) {
    return data.work().resolve("run-" + run);
  }
}
