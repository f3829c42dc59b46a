package dev.backline.registry;

import dev.backline.artifact.ArtifactDigest;
import dev.backline.artifact.image.ImageStore;
import dev.backline.config.AppName;
import dev.backline.config.RegistrySpec;
import dev.backline.host.CommandOutput;
import dev.backline.host.ReachedHost;
import dev.backline.secret.EnvironmentSecrets;
import java.util.Optional;

/**
 * The host's engine pulls from the registry, where the image was pushed to.
 *
 * @param store tells how large the image is, if it has it
 */
public record DeliveryFromRegistry(
    RegistrySpec registry,
    RegistryLogin logins,
    EnvironmentSecrets secrets,
    ImageStore store,
    EngineCommands commands)
    implements ImageDelivery {

  @Override
  public String bring(AppName app, ArtifactDigest image, ReachedHost host, CommandOutput output)
      throws InterruptedException {
    Repository repository = Repository.of(registry.repository());
    String reference = repository.reference(image);
    HostEngine engine =
        new HostEngine(host, commands, "pulling " + reference + " on " + host.name());
    if (engine.id(reference).isPresent()) {
      return reference;
    }
    if (store.has(image)) {
      engine.requireRoom(store.manifest(image), store.layerContents(image));
    }
    Optional<Credential> credential = logins.credential(registry, secrets);
    engine.pull(
        credential
            .map(known -> commands.pull(reference, repository.registry(), known))
            .orElse(commands.pull(reference)),
        output);
    return reference;
  }
}
