package dev.backline.registry.retention;

import dev.backline.artifact.ArtifactDigest;
import dev.backline.config.RegistrySpec;
import dev.backline.host.Fence;
import dev.backline.registry.RegistryClient;
import dev.backline.registry.RegistryLogin;
import dev.backline.registry.Repository;
import dev.backline.secret.EnvironmentSecrets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The images of an app in its registry. What disk they take there is the registry's own affair. */
public record RegistryImages(RegistrySpec spec, RegistryLogin logins, EnvironmentSecrets secrets)
    implements ImagePlace {

  @Override
  public String name() {
    return spec.repository().value();
  }

  @Override
  public List<HeldImage> held(ImageNeeds needs) throws InterruptedException {
    RegistryTags meaning = new RegistryTags(needs.tags());
    Map<ArtifactDigest, List<String>> tags = new HashMap<>();
    try (RegistryClient client = client()) {
      for (String tag : client.tags()) {
        artifact(tag, meaning, client)
            .ifPresent(digest -> tags.computeIfAbsent(digest, _ -> new ArrayList<>()).add(tag));
      }
    }
    Set<ArtifactDigest> known = needs.known();
    tags.keySet().retainAll(known);
    return tags.entrySet().stream()
        .map(one -> held(one.getKey(), one.getValue(), meaning))
        .toList();
  }

  private HeldImage held(ArtifactDigest digest, List<String> tags, RegistryTags meaning) {
    return new HeldImage(
        repository().reference(digest),
        digest,
        OptionalLong.empty(),
        tags.stream().filter(meaning::holds).map(tag -> "tag " + tag + " names it").toList());
  }

  private static Optional<ArtifactDigest> artifact(
      String tag, RegistryTags meaning, RegistryClient client) throws InterruptedException {
    Optional<ArtifactDigest> known = meaning.artifact(tag);
    return known.isPresent() ? known : client.digestOf(tag);
  }

  /** A registry knows no fences: what goes is needed under no token. */
  @Override
  public Removal remove(HeldImage image, Fence fence) throws InterruptedException {
    try (RegistryClient client = client()) {
      return client.delete(image.digest())
          ? new Removal.Done()
          : new Removal.NotAllowed(
              "the registry lets nobody delete images; let it, or delete old ones there by hand");
    }
  }

  private RegistryClient client() throws InterruptedException {
    return new RegistryClient(repository(), logins.credential(spec, secrets));
  }

  private Repository repository() {
    return Repository.of(spec.repository());
  }
}
