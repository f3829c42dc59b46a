package dev.backline.artifact.image;

import dev.backline.artifact.StoredArtifact;
import dev.backline.config.ArtifactSpec;
import dev.backline.failure.Failure;
import dev.backline.host.CommandOutput;
import dev.backline.host.CommandResult;
import dev.backline.host.Host;
import dev.backline.host.HostCommand;
import dev.backline.host.local.DirectoryTree;
import dev.backline.source.Checkout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Supplier;

/** Has this machine's container engine build from a Dockerfile. */
public final class DockerfileBuild {

  private final Host here;
  private final Supplier<BuildCommands> engine;
  private final ImageStore store;

  /**
   * For images that go into this store.
   *
   * @param engine asked before each build: one may be installed while a controller runs
   */
  public DockerfileBuild(Host here, Supplier<BuildCommands> engine, ImageStore store) {
    this.here = here;
    this.engine = engine;
    this.store = store;
  }

  /**
   * Builds and stores it; the engine keeps nothing of it but its cache.
   *
   * @throws dev.backline.failure.BacklineException when the engine can't, or not in its time
   */
  public StoredArtifact build(Checkout checkout, ArtifactSpec.Dockerfile spec, CommandOutput output)
      throws InterruptedException {
    String tried =
        "building an image of " + checkout.commit().abbreviated() + " with " + spec.file().value();
    BuildCommands commands = engine.get();
    try {
      Path work = store.newWork();
      try {
        // A name of its own: another build of the same commit may be going on.
        String name = "backline/build:" + work.getFileName().toString().toLowerCase(Locale.ROOT);
        run(
            commands.build(name, spec, ImageOrigin.of(checkout, spec)).in(checkout.directory()),
            output,
            tried);
        try {
          Path archive = work.resolve("image.tar");
          run(commands.save(name, archive), CommandOutput.ignored(), tried);
          return new DockerArchive(ImageArchive.unpack(archive, work.resolve("image")))
              .store(store);
        } finally {
          here.run(commands.remove(name));
        }
      } finally {
        DirectoryTree.delete(work);
      }
    } catch (IOException e) {
      throw Failure.unavailable(
              tried,
              "the engine's image can't be stored: " + e.getMessage(),
              "check the disk below the data directory, then try again")
          .toException(e);
    }
  }

  private void run(HostCommand command, CommandOutput output, String tried)
      throws InterruptedException {
    CommandResult result = here.run(command, output);
    if (!result.succeeded()) {
      throw Failure.undone(
              tried,
              result.lastWords(),
              "correct the Dockerfile, or see that the engine runs; the run's log has its whole"
                  + " output")
          .toException();
    }
  }
}
