package dev.backline.runtime.compose;

import dev.backline.failure.BacklineException;
import dev.backline.failure.Failure;
import dev.backline.host.CommandResult;
import dev.backline.host.Fence;
import dev.backline.host.Host;
import dev.backline.host.HostCommand;
import dev.backline.host.command.ComposeCommands;
import dev.backline.host.command.ComposeCommands.Flavour;
import dev.backline.host.command.DockerCommands;
import dev.backline.host.fence.FenceOnHost;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A host's container engine, for one project. What changes something is fenced. */
final class Engine {

  private final Host host;
  private final FenceOnHost fences;
  private final Path directory;
  private final ProjectName project;
  private final ProjectNetwork network;
  private volatile @Nullable Flavour flavour;
  private volatile boolean networked;

  Engine(Host host, FenceOnHost fences, ComposePlace place) {
    this.host = host;
    this.fences = fences;
    this.directory = place.directory();
    this.project = place.project();
    this.network = place.network();
  }

  Optional<Container> inspect(String name) throws InterruptedException {
    String tried = "looking at container " + name;
    CommandResult result = host.run(DockerCommands.inspect(name));
    if (absent(result)) {
      return Optional.empty();
    }
    require(result, tried);
    try {
      return Optional.of(Container.read(String.join("\n", result.stdout())));
    } catch (IOException e) {
      throw unusable(tried, e.getMessage() + "").toException(e);
    }
  }

  /** The id of an image that the engine has. */
  Optional<String> image(String reference) throws InterruptedException {
    CommandResult result = host.run(DockerCommands.imageId(reference));
    if (absent(result)) {
      return Optional.empty();
    }
    return Optional.of(require(result, "looking for image " + reference).stdout().getFirst());
  }

  void ensureNetwork() throws InterruptedException {
    if (networked) {
      return;
    }
    if (absent(host.run(DockerCommands.inspectNetwork(project.network())))) {
      CommandResult made = host.run(DockerCommands.createNetwork(project.network(), outward()));
      requireUnless("already exists", made, "making network " + project.network());
    }
    if (neighbour().isPresent()) {
      join(neighbour().get());
    }
    networked = true;
  }

  private void join(String neighbour) throws InterruptedException {
    CommandResult joined =
        host.run(DockerCommands.connect(project.network(), neighbour, ProjectNetwork.NEIGHBOUR));
    requireUnless(
        "already exists", joined, "connecting " + neighbour + " to network " + project.network());
  }

  /** Containers that are still in it, other than the neighbour, are a failure. */
  void removeNetwork(Fence fence) throws InterruptedException {
    networked = false;
    if (absent(host.run(DockerCommands.inspectNetwork(project.network())))) {
      return;
    }
    String tried = "removing network " + project.network();
    if (neighbour().isPresent()) {
      CommandResult left =
          fences.run(DockerCommands.disconnect(project.network(), neighbour().get()), fence, tried);
      if (!absent(left)) {
        requireUnless("is not connected", left, tried);
      }
    }
    change(DockerCommands.removeNetwork(project.network()), fence, tried);
  }

  /** Whether what is in the network reaches what is outside of it. */
  private boolean outward() {
    return neighbour().isEmpty();
  }

  private Optional<String> neighbour() {
    return switch (network) {
      case ProjectNetwork.Open _ -> Optional.empty();
      case ProjectNetwork.Apart(Optional<String> container) -> container;
    };
  }

  private void requireUnless(String said, CommandResult result, String tried) {
    if (!result.lastWords().contains(said)) {
      require(result, tried);
    }
  }

  /** Makes a slot's container, not started, as the project declares it. */
  void create(String service, Fence fence) throws InterruptedException {
    change(compose().create(service), fence, "making the container of " + service);
  }

  ComposeCommands compose() throws InterruptedException {
    Flavour known = flavour;
    if (known == null) {
      known = find();
      flavour = known;
    }
    return new ComposeCommands(known, directory, project.value());
  }

  private Flavour find() throws InterruptedException {
    for (Flavour each : Flavour.values()) {
      if (host.run(each.look()).succeeded()) {
        return each;
      }
    }
    throw Failure.unavailable(
            "looking for Compose on " + host.name(),
            "there is neither 'docker compose' nor 'docker-compose'",
            "install Docker's Compose plugin, or docker-compose 1.29 or later")
        .toException();
  }

  /** Stops a container; one that is gone is stopped. */
  void stop(String name, Duration grace, Fence fence) throws InterruptedException {
    String tried = "stopping container " + name;
    CommandResult result = fences.run(DockerCommands.stop(name, grace), fence, tried);
    if (!absent(result)) {
      require(result, tried);
    }
  }

  void remove(List<String> names, Fence fence) throws InterruptedException {
    String tried = "removing " + String.join(", ", names);
    CommandResult result = fences.run(DockerCommands.remove(names), fence, tried);
    if (!absent(result)) {
      require(result, tried);
    }
  }

  /** With all that is in it; one that is gone is removed. */
  void removeVolume(String name, Fence fence) throws InterruptedException {
    String tried = "removing volume " + name;
    CommandResult result = fences.run(DockerCommands.removeVolume(name), fence, tried);
    if (!absent(result)) {
      require(result, tried);
    }
  }

  /** The ids of the containers with this label. */
  List<String> labelled(String label, String value) throws InterruptedException {
    return require(
            host.run(DockerCommands.labelled(label, value)), "looking for containers of " + value)
        .stdout();
  }

  CommandResult change(HostCommand command, Fence fence, String tried) throws InterruptedException {
    return require(fences.run(command, fence, tried), tried);
  }

  /** The engine answers, and has no such thing. */
  private static boolean absent(CommandResult result) {
    return !result.succeeded()
        && !result.timedOut()
        && result.stderr().stream()
            .map(line -> line.toLowerCase(Locale.ROOT))
            .anyMatch(line ->
                line.contains("no such ") && !line.contains("no such file")
                    || line.contains("network") && line.contains("not found"));
  }

  private CommandResult require(CommandResult result, String tried) {
    if (!result.succeeded()) {
      throw unusable(tried, why(result)).toException();
    }
    return result;
  }

  /** Engine and Compose say first what is wrong, and then that something was. */
  private static String why(CommandResult result) {
    return result.stderr().stream()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("error"))
        .findFirst()
        .filter(line -> !result.timedOut())
        .orElseGet(result::lastWords);
  }

  private Failure unusable(String tried, String why) {
    return Failure.unavailable(
        tried + " on " + host.name(), why, "see what its engine says: docker info");
  }

  static BacklineException asUndone(BacklineException cause, String remedy) {
    return Failure.undone(cause.failure().tried(), cause.failure().why(), remedy)
        .toException(cause);
  }
}
