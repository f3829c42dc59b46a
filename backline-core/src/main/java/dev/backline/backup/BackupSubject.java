package dev.backline.backup;

import dev.backline.config.AppName;
import dev.backline.config.EnvironmentName;
import dev.backline.source.CommitId;

/**
 * Whose data a backup holds and which release was live.
 *
 * @param release its version, or another label of letters, digits, dots, hyphens and underscores
 */
public record BackupSubject(
    AppName app, EnvironmentName environment, String release, CommitId commit) {

  public BackupSubject {
    if (!release.matches("[A-Za-z0-9][A-Za-z0-9._+-]{0,99}")) {
      throw new IllegalArgumentException("not a release's label: " + release);
    }
  }
}
