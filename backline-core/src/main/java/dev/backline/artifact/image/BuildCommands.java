package dev.backline.artifact.image;

import dev.backline.config.ArtifactSpec;
import dev.backline.config.RelativePath;
import dev.backline.host.HostCommand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a container engine is asked for while it builds an image.
 *
 * @param engine its program and what comes before each command, such as {@code docker}
 * @param limit how long a build may take; positive
 */
public record BuildCommands(List<String> engine, Duration limit) {

  private static final Duration LIMIT = Duration.ofMinutes(30);

  public BuildCommands {
    engine = List.copyOf(engine);
    if (engine.isEmpty()) {
      throw new IllegalArgumentException("an engine needs a program");
    }
  }

  /** Docker's; a build may take 30 min. */
  public static BuildCommands docker() {
    return new BuildCommands(List.of("docker"), LIMIT);
  }

  /** Builds under this name, seen from the checkout. */
  HostCommand build(String name, ArtifactSpec.Dockerfile spec, ImageOrigin origin) {
    List<String> arguments =
        new ArrayList<>(List.of("build", "--tag", name, "--file", below(spec.file())));
    origin
        .labels()
        .forEach((key, value) -> arguments.addAll(List.of("--label", key + "=" + value)));
    spec.target().ifPresent(stage -> arguments.addAll(List.of("--target", stage)));
    arguments.add(below(spec.context()));
    return command(arguments);
  }

  /** Writes it as an archive. */
  HostCommand save(String name, Path archive) {
    return command(List.of("save", "--output", archive.toString(), name));
  }

  /** Takes the name away, and the image unless it has another; layers stay in the cache. */
  HostCommand remove(String name) {
    return command(List.of("image", "rm", "--no-prune", name));
  }

  /** A path that is never taken for an option, or for standard input. */
  private static String below(RelativePath path) {
    return "./" + path.value();
  }

  private HostCommand command(List<String> arguments) {
    List<String> argv = new ArrayList<>(engine);
    argv.addAll(arguments);
    return HostCommand.of(argv).within(limit);
  }
}
