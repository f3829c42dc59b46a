package dev.backline.registry;

import dev.backline.artifact.ArtifactDigest;
import dev.backline.config.AppName;
import dev.backline.host.CommandOutput;
import dev.backline.host.ReachedHost;

/**
 * Brings images to hosts. An image more on a host changes nothing that serves, so that no fence is
 * needed; bringing one that is there already takes one command.
 */
public interface ImageDelivery {

  /**
   * Sees to it that the host's engine has the image.
   *
   * @return what the engine knows it by from now on, by digest
   * @throws dev.backline.failure.BacklineException with {@code UNAVAILABLE} when the image can't be
   *     had or there is no room for it; then nothing on the host has changed
   */
  String bring(AppName app, ArtifactDigest image, ReachedHost host, CommandOutput output)
      throws InterruptedException;
}
