package dev.backline.artifact;

import dev.backline.config.ArtifactSpec;
import dev.backline.config.BuildSpec;
import dev.backline.failure.Failure;
import dev.backline.host.CommandOutput;
import dev.backline.host.CommandResult;
import dev.backline.host.Host;
import dev.backline.source.Checkout;
import dev.backline.source.CheckoutCommand;

/** Builds an artifact from a clean checkout. */
public final class Builder {

  private final CheckoutCommand commands;
  private final ArtifactStore store;
  private final ImageBuilder images;

  public Builder(Host host, ArtifactStore store, ImageBuilder images) {
    this.commands = new CheckoutCommand(host);
    this.store = store;
    this.images = images;
  }

  /**
   * Runs the build command, collects what it made and stores it. When the calling thread is
   * interrupted, what runs is killed first and nothing is stored.
   *
   * @param checkout clean: files that a check left in it could end up in the artifact
   * @throws dev.backline.failure.BacklineException when the build fails, does not end in its time,
   *     or does not make what is declared
   */
  public StoredArtifact build(
      Checkout checkout, BuildSpec build, ArtifactSpec artifact, CommandOutput output)
      throws InterruptedException {
    CommandResult result =
        commands.run(build.command(), checkout.directory(), build.timeout(), output);
    if (!result.succeeded()) {
      throw Failure.undone(
              "building " + checkout.commit().abbreviated() + " with `" + build.command() + "`",
              CheckoutCommand.whyItFailed(result, build.timeout()),
              result.timedOut()
                  ? "find out what it waits for, or raise build.timeout in backline.yml"
                  : "correct the build and push again; the run's log has its whole output")
          .toException();
    }
    StoredArtifact stored =
        switch (artifact) {
          case ArtifactSpec.Bundle bundle ->
              store.store(BundleFiles.select(checkout.directory(), bundle));
          case ArtifactSpec.Image image -> images.build(checkout, image, output);
        };
    output.line(
        "artifact %s: %d files, %,d bytes, %,d stored"
            .formatted(
                stored.digest().abbreviated(), stored.files(), stored.size(), stored.storedSize()));
    return stored;
  }
}
