package dev.backline.registry;

import dev.backline.artifact.ArtifactDigest;
import dev.backline.artifact.image.ImageManifest;
import dev.backline.artifact.image.ImageStore;
import dev.backline.config.AppName;
import dev.backline.host.CommandOutput;
import dev.backline.host.HostPort;
import dev.backline.host.ReachedHost;
import java.util.Optional;

/**
 * The host's engine pulls from this machine's store, through a tunnel that the host's connection
 * carries: no registry is needed, and only layers that the host lacks travel.
 */
public record DeliveryFromHere(ImageStore store, EngineCommands commands) implements ImageDelivery {

  @Override
  public String bring(AppName app, ArtifactDigest image, ReachedHost host, CommandOutput output)
      throws InterruptedException {
    ImageManifest manifest = store.manifest(image);
    HostEngine engine =
        new HostEngine(
            host, commands, "bringing the image " + image.abbreviated() + " to " + host.name());
    String name = "backline/" + app + ":" + image.abbreviated();
    Optional<String> there = known(engine, manifest);
    if (there.isEmpty()) {
      engine.requireRoom(manifest, store.layerContents(image));
      pull(app, manifest, name, engine, host, output);
    } else {
      // Also after a crash between the pull and this: an image without a name may be cleared away.
      engine.require(commands.tag(there.get(), name));
    }
    return engine.id(name).orElseThrow();
  }

  /** Engines take for the image's id its configuration's digest, or with containerd its own. */
  private static Optional<String> known(HostEngine engine, ImageManifest manifest)
      throws InterruptedException {
    Optional<String> byConfiguration = engine.id(manifest.config().digest());
    return byConfiguration.isPresent() ? byConfiguration : engine.id(manifest.digest().value());
  }

  private void pull(
      AppName app,
      ImageManifest manifest,
      String name,
      HostEngine engine,
      ReachedHost host,
      CommandOutput output)
      throws InterruptedException {
    try (PullOnlyRegistry registry = PullOnlyRegistry.open(store, manifest, app.value());
        HostPort tunnel = host.reverse(0, registry.address())) {
      Repository through = new Repository("127.0.0.1:" + tunnel.port(), app.value());
      String reference = through.reference(manifest.digest());
      engine.pull(commands.pull(reference), output);
      engine.require(commands.tag(reference, name));
      // Else each delivery would leave a name with another port, which keeps the image for ever.
      engine.require(commands.untag(reference));
    }
  }
}
