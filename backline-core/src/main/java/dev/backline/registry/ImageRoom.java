package dev.backline.registry;

import dev.backline.artifact.ArtifactDigest;
import dev.backline.artifact.image.ImageStore;
import dev.backline.host.Host;

/** How much of a host's disk an image will take. */
public record ImageRoom(ImageStore store, EngineCommands commands) {

  /**
   * Bytes, for the layers that the host's engine lacks; 0 for an image that the store doesn't know.
   *
   * @throws dev.backline.failure.BacklineException with {@code UNAVAILABLE} if the engine can't be
   *     asked
   */
  public long of(ArtifactDigest image, Host host) throws InterruptedException {
    if (!store.has(image)) {
      return 0;
    }
    HostEngine engine =
        new HostEngine(
            host, commands, "looking what " + host.name() + " lacks of " + image.abbreviated());
    return engine.room(store.manifest(image), store.layerContents(image));
  }
}
