package dev.backline.config.parse;

import dev.backline.config.AppConfig;
import dev.backline.config.Problem;
import dev.backline.config.schema.AppKeys;
import dev.backline.config.schema.Reading;
import dev.backline.config.schema.Tree;
import dev.backline.config.schema.YamlPath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads configuration files. Whatever is wrong comes back as problems; nothing is thrown. */
public final class ConfigFile {

  /** The usual name, in the repository's root. */
  public static final String NAME = "backline.yml";

  /** The largest file that is read, in bytes. */
  public static final int MOST_BYTES = 1_000_000;

  private ConfigFile() {}

  /** Reads a file; problems name it as the path is given. */
  public static ConfigResult read(Path path) {
    try (InputStream in = Files.newInputStream(path)) {
      return read(path.toString(), in.readNBytes(MOST_BYTES + 1));
    } catch (NoSuchFileException _) {
      return invalid(path, "there is no such file; 'backline init' writes one to start from");
    } catch (IOException e) {
      return invalid(path, "can't be read: " + e);
    }
  }

  /** Reads content that is already there; problems call it by {@code name}. */
  public static ConfigResult read(String name, byte[] content) {
    return switch (YamlDocument.read(name, content)) {
      case YamlDocument.Broken(List<Problem> problems) -> new ConfigResult.Invalid(problems);
      case YamlDocument.Sound(Tree tree) -> interpret(name, tree);
    };
  }

  private static ConfigResult interpret(String name, Tree tree) {
    Reading reading = new Reading(name);
    Optional<AppConfig> config = AppKeys.APP_CONFIG.read(tree, YamlPath.ROOT, reading);
    CrossChecks.run(reading);
    List<Problem> problems = reading.problems();
    return problems.isEmpty()
        ? new ConfigResult.Valid(config.orElseThrow())
        : new ConfigResult.Invalid(problems);
  }

  private static ConfigResult invalid(Path path, String message) {
    return new ConfigResult.Invalid(
        List.of(new Problem(path.toString(), 1, 1, "", message, Optional.empty())));
  }
}
