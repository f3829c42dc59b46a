package dev.backline.backup;

import dev.backline.config.AppName;
import dev.backline.config.EnvironmentName;
import dev.backline.host.local.DirectoryTree;
import dev.backline.state.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where an environment's backups lie: a folder each, complete as soon as it bears a backup's name.
 *
 * @param root the environment's folder
 */
record BackupFolder(Path root) {

  private static final String UNFINISHED = ".unfinished-";
  static final String DUMP = "dump";
  static final String SCHEMA = "schema.txt";

  static BackupFolder of(DataDirectory directory, AppName app, EnvironmentName environment) {
    return new BackupFolder(directory.backups().resolve(app.value()).resolve(environment.value()));
  }

  Path of(BackupId id) {
    return root.resolve(id.value());
  }

  Path unfinished(BackupId id) {
    return root.resolve(UNFINISHED + id.value());
  }

  /** Throws away what crashed backups left. One backup of an environment runs at a time. */
  void sweep() throws IOException {
    for (Path left : list()) {
      if (String.valueOf(left.getFileName()).startsWith(UNFINISHED)) {
        DirectoryTree.delete(left);
      }
    }
  }

  private List<Path> list() throws IOException {
    try (Stream<Path> entries = Files.list(root)) {
      return entries.toList();
    }
  }
}
