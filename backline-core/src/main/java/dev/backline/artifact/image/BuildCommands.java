package dev.backline.artifact.image;

import dev.backline.config.ArtifactSpec;
import dev.backline.config.RelativePath;
import dev.backline.host.HostCommand;
import dev.backline.secret.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a container engine is asked for while it builds an image. Docker and Podman take the same
 * words for it.
 *
 * @param engine its program and what comes before each command, such as {@code docker}
 * @param options of its {@code build} that the other engine doesn't know
 * @param environment what its program learns from variables, such as where the engine is
 * @param limit how long a build may take; positive
 */
public record BuildCommands(
    List<String> engine, List<String> options, Map<String, Secret> environment, Duration limit) {

  private static final Duration LIMIT = Duration.ofMinutes(30);

  /** By which the user of an engine without root, or elsewhere, says where it is. */
  private static final Set<String> SAYING_WHERE =
      Set.of(
          "DOCKER_HOST",
          "DOCKER_CONTEXT",
          "DOCKER_CONFIG",
          "DOCKER_TLS_VERIFY",
          "DOCKER_CERT_PATH",
          "CONTAINER_HOST",
          "XDG_RUNTIME_DIR");

  public BuildCommands {
    engine = List.copyOf(engine);
    options = List.copyOf(options);
    environment = Map.copyOf(environment);
    if (engine.isEmpty()) {
      throw new IllegalArgumentException("an engine needs a program");
    }
  }

  /**
   * Podman's where there is no {@code docker}, but a {@code podman}; a build may take 30 min.
   *
   * @param present whether a program of this name is there to be run
   * @param variables of the user whose engine it is
   */
  public static BuildCommands ofThisMachine(
      Predicate<String> present, Map<String, String> variables) {
    Map<String, Secret> environment =
        variables.entrySet().stream()
            .filter(variable -> SAYING_WHERE.contains(variable.getKey()))
            .collect(
                Collectors.toMap(Map.Entry::getKey, variable -> Secret.of(variable.getValue())));
    return !present.test("docker") && present.test("podman")
        ? podman(List.of("podman"), environment, LIMIT)
        : docker(List.of("docker"), environment, LIMIT);
  }

  static BuildCommands docker(
      List<String> engine, Map<String, Secret> environment, Duration limit) {
    return new BuildCommands(engine, List.of(), environment, limit);
  }

  /**
   * An image of Podman's own form has no HEALTHCHECK and no SHELL, whatever the Dockerfile says.
   */
  static BuildCommands podman(
      List<String> engine, Map<String, Secret> environment, Duration limit) {
    return new BuildCommands(engine, List.of("--format", "docker"), environment, limit);
  }

  /** Succeeds if the engine can be worked with: Docker's asks its daemon. */
  public HostCommand version() {
    return command(List.of("version"));
  }

  /** Builds under this name, seen from the checkout. */
  HostCommand build(String name, ArtifactSpec.Dockerfile spec, ImageOrigin origin) {
    List<String> arguments =
        new ArrayList<>(List.of("build", "--tag", name, "--file", below(spec.file())));
    arguments.addAll(options);
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
    return HostCommand.of(argv).with(environment).within(limit);
  }
}
