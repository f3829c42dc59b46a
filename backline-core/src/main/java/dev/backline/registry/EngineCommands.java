package dev.backline.registry;

import dev.backline.host.HostCommand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What a host's container engine is asked for while an image is brought there.
 *
 * @param engine its program and what comes before each command, such as {@code docker}
 */
public record EngineCommands(List<String> engine) {

  /** The exit status of a log-in that failed, below those of shells and signals. */
  static final int LOGIN_FAILED = 91;

  /** For a gigabyte, that is a line of 5 Mbit/s. */
  private static final Duration PULL = Duration.ofMinutes(30);

  /**
   * Logs in, reading the password, with a configuration that only this script sees and that is gone
   * when it ends, however it ends; then pulls. Arguments: the user, the registry, the reference,
   * the engine.
   */
  private static final String LOGIN_AND_PULL =
      "umask 077; DOCKER_CONFIG=$(mktemp -d) || exit 1; export DOCKER_CONFIG; "
          + "trap 'rm -rf \"$DOCKER_CONFIG\"' EXIT; trap 'exit 143' HUP INT TERM; "
          + "user=$1; registry=$2; reference=$3; shift 3; "
          + "\"$@\" login --username \"$user\" --password-stdin \"$registry\" >/dev/null || exit "
          + LOGIN_FAILED
          + "; \"$@\" pull \"$reference\" </dev/null";

  public EngineCommands {
    engine = List.copyOf(engine);
    if (engine.isEmpty()) {
      throw new IllegalArgumentException("an engine needs a program");
    }
  }

  public static EngineCommands docker() {
    return new EngineCommands(List.of("docker"));
  }

  /** Prints the image's id; fails if it isn't there. */
  HostCommand id(String reference) {
    return command("image", "inspect", "--format", "{{.Id}}", reference);
  }

  HostCommand pull(String reference) {
    return command("pull", reference).within(PULL);
  }

  /** The same after a log-in; the password is for standard input. */
  HostCommand pull(String reference, String registry, Credential credential) {
    List<String> argv =
        new ArrayList<>(
            List.of("sh", "-c", LOGIN_AND_PULL, "sh", credential.user(), registry, reference));
    argv.addAll(engine);
    return HostCommand.of(argv).reading(credential.password()).within(PULL);
  }

  HostCommand tag(String id, String name) {
    return command("tag", id, name);
  }

  /** Takes a name away from an image that has another one. */
  HostCommand untag(String reference) {
    return command("image", "rm", "--no-prune", reference);
  }

  /** Prints the folder that the engine keeps images in. */
  HostCommand dataRoot() {
    return command("info", "--format", "{{.DockerRootDir}}");
  }

  /** Prints a heading, and the bytes that the folder's disk has left. */
  static HostCommand free(String folder) {
    return HostCommand.of("df", "--output=avail", "--block-size=1", folder);
  }

  /** Prints the ids of all images, one a line. */
  HostCommand images() {
    return command("image", "ls", "--quiet", "--no-trunc");
  }

  /** Prints for each image the layers that it consists of, as a JSON array on a line. */
  HostCommand layers(Collection<String> ids) {
    List<String> arguments =
        new ArrayList<>(List.of("image", "inspect", "--format", "{{json .RootFS.Layers}}"));
    arguments.addAll(ids);
    return command(arguments.toArray(String[]::new));
  }

  private HostCommand command(String... arguments) {
    List<String> argv = new ArrayList<>(engine);
    argv.addAll(List.of(arguments));
    return HostCommand.of(argv);
  }
}
