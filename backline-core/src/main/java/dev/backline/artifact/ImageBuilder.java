package dev.backline.artifact;

import dev.backline.config.ArtifactSpec;
import dev.backline.host.CommandOutput;
import dev.backline.source.Checkout;

/** Makes an OCI image of what the build command has made, and stores it. */
public interface ImageBuilder {

  /**
   * Makes and stores it. When the calling thread is interrupted, nothing is stored.
   *
   * @throws dev.backline.failure.BacklineException when it can't be made
   */
  StoredArtifact build(Checkout checkout, ArtifactSpec.Image image, CommandOutput output)
      throws InterruptedException;
}
