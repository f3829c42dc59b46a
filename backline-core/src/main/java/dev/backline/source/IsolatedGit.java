package dev.backline.source;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/**
 * Keeps JGit from reading and writing the settings of whoever runs the controller: a repository
 * must behave the same for everybody, and looking for the machine's settings would start a git
 * process each time.
 */
final class IsolatedGit extends SystemReader.Delegate {

  private static final Duration ASSUMED_CLOCK = Duration.ofSeconds(2);
  private static final IsolatedGit INSTANCE = new IsolatedGit(SystemReader.getInstance());

  private IsolatedGit(SystemReader machine) {
    super(machine);
  }

  /** Takes effect for the whole process; calling it again changes nothing. */
  static void use() {
    if (SystemReader.getInstance() != INSTANCE) {
      SystemReader.setInstance(INSTANCE);
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
      // There is nowhere to save it to.
    }

    /**
     * JGit would measure how fine the file system's clock is, which takes 3 s in each new process;
     * told what it assumes where it can't measure, it does not.
     */
    @Override
    public long getTimeUnit(
        String section, @Nullable String subsection, String name, long otherwise, TimeUnit unit) {
      return section.equals("filesystem") && name.equals("timestampResolution")
          ? unit.convert(ASSUMED_CLOCK)
          : super.getTimeUnit(section, subsection, name, otherwise, unit);
    }

    @Override
    public boolean isOutdated() {
      return false;
    }
  }
}
