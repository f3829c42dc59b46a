package dev.backline.config;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A container that runs beside an environment's releases.
 *
 * @param image empty for the app's own: a worker of the release that serves
 * @param command empty for the image's own
 * @param volumes named volumes and where they are mounted, such as {@code data:/data}
 */
public record AccessorySpec(
    ServiceName name,
    Optional<ImageName> image,
    Optional<Argv> command,
    SequencedMap<VariableName, Template> env,
    List<VolumeMount> volumes,
    Optional<DataSize> memory) {

  public AccessorySpec {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(image, "image");
    Objects.requireNonNull(command, "command");
    Objects.requireNonNull(memory, "memory");
    env = Checked.ordered(env);
    volumes = List.copyOf(volumes);
    Checked.that(
        image.isPresent() || command.isPresent(), "a service without an image needs a command");
  }
}
