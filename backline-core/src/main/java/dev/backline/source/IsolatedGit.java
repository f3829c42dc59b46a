package dev.backline.source;

import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/**
 * Keeps JGit from reading and writing the settings of whoever runs the controller: a repository
 * must behave the same for everybody, and looking for the machine's settings would start a git
 * process each time.
 */
final class IsolatedGit extends SystemReader.Delegate {

  private static final IsolatedGit INSTANCE = new IsolatedGit(SystemReader.getInstance());

  private IsolatedGit(SystemReader machine) {
    super(machine);
  }

  /** Takes effect for the whole process; calling it again changes nothing. */
  static void use() {
    if (SystemReader.getInstance() != INSTANCE) {
      SystemReader.setInstance(INSTANCE);
      // JGit measures how fine the file system's clock is, which takes 3 s in each new process;
      // until it knows, it trusts no file that is younger than 2 s.
      FS.FileStoreAttributes.setBackground(true);
    }
  }

  @Override
  public FileBasedConfig openUserConfig(Config parent, FS fs) {
    return new NoSettings(parent, fs);
  }

  @Override
  public FileBasedConfig openSystemConfig(Config parent, FS fs) {
    return new NoSettings(parent, fs);
  }

  @Override
  public FileBasedConfig openJGitConfig(Config parent, FS fs) {
    return new NoSettings(parent, fs);
  }

  /** Settings without a file: always empty, never stored. */
  private static final class NoSettings extends FileBasedConfig {

    @SuppressWarnings("NullAway") // JGit's own way to say that there is no file
    NoSettings(Config parent, FS fs) {
      super(parent, null, fs);
    }

    @Override
    public void load() {
      // There is nothing to load.
    }

    @Override
    public void save() {
      // JGit keeps measurements of the file system here; they last as long as the process.
    }

    @Override
    public boolean isOutdated() {
      return false;
    }
  }
}
