package dev.backline.artifact.image;

import dev.backline.artifact.ImageBuilder;
import dev.backline.artifact.StoredArtifact;
import dev.backline.config.ArtifactSpec;
import dev.backline.host.CommandOutput;
import dev.backline.source.Checkout;

/** The ways to make an image. */
public record ImageBuilds(JibBuild jib, DockerfileBuild dockerfile) implements ImageBuilder {

  @Override
  public StoredArtifact build(Checkout checkout, ArtifactSpec.Image image, CommandOutput output)
      throws InterruptedException {
    return switch (image) {
      case ArtifactSpec.Jib declared -> jib.build(checkout, declared, output);
      case ArtifactSpec.Dockerfile declared -> dockerfile.build(checkout, declared, output);
    };
  }
}
