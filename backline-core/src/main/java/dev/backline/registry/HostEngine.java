package dev.backline.registry;

import dev.backline.artifact.image.ImageManifest;
import dev.backline.failure.Failure;
import dev.backline.host.CommandOutput;
import dev.backline.host.CommandResult;
import dev.backline.host.Host;
import dev.backline.host.HostCommand;
import java.util.List;
import java.util.Optional;

/**
 * The container engine of a host, as far as images are concerned.
 *
 * @param tried what it is used for, as in a {@link Failure}
 */
record HostEngine(Host host, EngineCommands commands, String tried) {

  /** A layer is on the disk compressed and uncompressed for a moment; a jar hardly shrinks. */
  private static final double ROOM = 2.5;

  /** The id of the image that it knows by this reference, if it does. */
  Optional<String> id(String reference) throws InterruptedException {
    CommandResult result = host.run(commands.id(reference));
    if (!result.succeeded() && PullFailure.of(result) == PullFailure.ENGINE_DOWN) {
      throw PullFailure.told(tried, result).toException();
    }
    return result.succeeded() && !result.stdout().isEmpty()
        ? Optional.of(result.stdout().getLast().strip())
        : Optional.empty();
  }

  /** Runs what pulls; its failure is told in terms of what can be done. */
  void pull(HostCommand pull, CommandOutput output) throws InterruptedException {
    CommandResult result = host.run(pull, output);
    if (!result.succeeded()) {
      throw PullFailure.told(tried, result).toException();
    }
  }

  /** Runs something that has no reason to fail. */
  List<String> require(HostCommand command) throws InterruptedException {
    CommandResult result = host.run(command);
    if (!result.succeeded()) {
      throw PullFailure.told(tried, result).toException();
    }
    return result.stdout();
  }

  /**
   * Passes when the image fits on the disk: a pull that fills it would take what serves along.
   *
   * @param contents the digests of its uncompressed layers
   * @throws dev.backline.failure.BacklineException with {@code UNAVAILABLE} when it doesn't
   */
  void requireRoom(ImageManifest image, List<String> contents) throws InterruptedException {
    String root = require(commands.dataRoot()).getLast().strip();
    long free = Long.parseLong(require(EngineCommands.free(root)).getLast().strip());
    long needed = room(image, contents);
    if (free < needed) {
      throw Failure.unavailable(
              tried,
              "it needs %s in %s on %s, which has %s free"
                  .formatted(mebibytes(needed), root, host.name(), mebibytes(free)),
              "free some disk there ('docker system df' tells what takes it), then try again")
          .toException();
    }
  }

  /** How many bytes of disk it takes to bring the image, whose other layers are there. */
  long room(ImageManifest image, List<String> contents) throws InterruptedException {
    return (long) (MissingLayers.bytes(image.layers(), contents, layersThere()) * ROOM);
  }

  private List<List<String>> layersThere() throws InterruptedException {
    List<String> ids = require(commands.images()).stream().map(String::strip).distinct().toList();
    return ids.isEmpty()
        ? List.of()
        // One that is deleted meanwhile makes the command fail after it printed the others.
        : host.run(commands.layers(ids)).stdout().stream().map(MissingLayers::printed).toList();
  }

  private static String mebibytes(long bytes) {
    return ((bytes + (1 << 20) - 1) >> 20) + " MiB";
  }
}
