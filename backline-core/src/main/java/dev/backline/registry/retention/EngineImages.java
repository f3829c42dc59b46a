package dev.backline.registry.retention;

import dev.backline.artifact.ArtifactDigest;
import dev.backline.config.AppName;
import dev.backline.failure.BacklineException;
import dev.backline.failure.Failure;
import dev.backline.host.CommandResult;
import dev.backline.host.Fence;
import dev.backline.host.Host;
import dev.backline.host.HostCommand;
import dev.backline.host.command.DockerCommands;
import dev.backline.host.fence.FenceOnHost;
import dev.backline.registry.Repository;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The images of an app on one host. The engine itself refuses to delete what a container is made
 * of, running or not; it is never forced.
 */
public final class EngineImages implements ImagePlace {

  private final Host host;
  private final EngineNames names;
  private final FenceOnHost fences;
  private final Slots slots;

  /** Tells which artifacts the host's slots are prepared with, and which slot each. */
  @FunctionalInterface
  public interface Slots {

    Map<ArtifactDigest, String> artifacts() throws InterruptedException;
  }

  /**
   * @param repository of the registry, if one is declared
   * @param fences of the environment on that host
   */
  public EngineImages(
      Host host, AppName app, Optional<Repository> repository, FenceOnHost fences, Slots slots) {
    this.host = host;
    this.names = new EngineNames(app, repository);
    this.fences = fences;
    this.slots = slots;
  }

  @Override
  public String name() {
    return host.name().value();
  }

  @Override
  public List<HeldImage> held(ImageNeeds needs) throws InterruptedException {
    Set<ArtifactDigest> known = needs.known();
    Map<String, List<String>> containers = containers();
    Map<ArtifactDigest, String> prepared = slots.artifacts();
    List<HeldImage> held = new ArrayList<>();
    for (EngineImage image : images()) {
      List<String> users = containers.getOrDefault(image.id(), List.of());
      for (String name : image.names()) {
        names
            .artifact(name, known)
            .ifPresent(digest -> held.add(held(name, digest, image, users, prepared)));
      }
    }
    return List.copyOf(held);
  }

  private static HeldImage held(
      String name,
      ArtifactDigest digest,
      EngineImage image,
      List<String> users,
      Map<ArtifactDigest, String> prepared) {
    List<String> holders = new ArrayList<>();
    users.forEach(user -> holders.add("container " + user + " is made of it"));
    Optional.ofNullable(prepared.get(digest))
        .ifPresent(slot -> holders.add("slot " + slot + " is prepared with it"));
    return new HeldImage(name, digest, OptionalLong.of(image.bytes()), holders);
  }

  @Override
  public Removal remove(HeldImage image, Fence fence) throws InterruptedException {
    String tried = "deleting the image " + image.reference() + " on " + host.name();
    CommandResult result = fences.run(DockerCommands.removeImage(image.reference()), fence, tried);
    if (result.succeeded() || says(result, "no such image")) {
      return new Removal.Done();
    }
    if (says(result, "conflict")) {
      return new Removal.InUse(result.lastWords());
    }
    throw failed(tried, result);
  }

  private List<EngineImage> images() throws InterruptedException {
    List<String> ids = ids(DockerCommands.images(), "listing the images");
    return ids.isEmpty()
        ? List.of()
        : described(DockerCommands.describeImages(ids), "looking at the images").stream()
            .flatMap(line -> EngineImage.read(line).stream())
            .toList();
  }

  /** The containers' names by the id of the image that they are made of. */
  private Map<String, List<String>> containers() throws InterruptedException {
    List<String> ids = ids(DockerCommands.containers(), "listing the containers");
    return ids.isEmpty()
        ? Map.of()
        : described(DockerCommands.imagesOf(ids), "looking at the containers").stream()
            .map(line -> line.strip().split(" /?", 2))
            .filter(parts -> parts.length == 2)
            .collect(
                Collectors.groupingBy(
                    parts -> parts[0],
                    TreeMap::new,
                    Collectors.mapping(parts -> parts[1], Collectors.toList())));
  }

  private List<String> ids(HostCommand command, String tried) throws InterruptedException {
    CommandResult result = host.run(command);
    if (!result.succeeded()) {
      throw failed(tried + " on " + host.name(), result);
    }
    return result.stdout().stream()
        .map(String::strip)
        .filter(id -> !id.isEmpty())
        .distinct()
        .toList();
  }

  /** One that goes meanwhile makes the command fail after it told of the others. */
  private List<String> described(HostCommand command, String tried) throws InterruptedException {
    CommandResult result = host.run(command);
    if (!result.succeeded() && !says(result, "no such ")) {
      throw failed(tried + " on " + host.name(), result);
    }
    return result.stdout();
  }

  private static boolean says(CommandResult result, String words) {
    return !result.timedOut()
        && result.stderr().stream().anyMatch(line -> line.toLowerCase(Locale.ROOT).contains(words));
  }

  private static BacklineException failed(String tried, CommandResult result) {
    return Failure.unavailable(
            tried, result.lastWords(), "see what the host's engine says: docker info")
        .toException();
  }
}
