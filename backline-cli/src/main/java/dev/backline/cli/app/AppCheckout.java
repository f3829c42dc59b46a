package dev.backline.cli.app;

import dev.backline.config.AppConfig;
import dev.backline.config.parse.ConfigFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A git checkout of an app, as somebody works in it.
 *
 * @param root holds {@code .git} and {@code backline.yml}
 */
public record AppCheckout(Path root) {

  /** The checkout that the directory lies in, if it has a {@code backline.yml}. */
  public static Optional<AppCheckout> around(Path directory) {
    Optional<Path> folder = Optional.of(directory);
    while (folder.isPresent()) {
      Path candidate = folder.get();
      if (Files.exists(candidate.resolve(".git"))) {
        return Files.exists(candidate.resolve(ConfigFile.NAME))
            ? Optional.of(new AppCheckout(candidate))
            : Optional.empty();
      }
      folder = Optional.ofNullable(candidate.getParent());
    }
    return Optional.empty();
  }

  public Path configFile() {
    return root.resolve(ConfigFile.NAME);
  }

  /**
   * Its configuration as it is now, committed or not.
   *
   * @throws dev.backline.failure.BacklineException with {@code USAGE} and all problems if it is
   *     wrong
   */
  public AppConfig config() {
    return ConfigFile.read(configFile()).orThrow();
  }
}
