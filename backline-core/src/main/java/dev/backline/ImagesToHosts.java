package dev.backline;

import dev.backline.artifact.ArtifactDigest;
import dev.backline.artifact.ArtifactTag;
import dev.backline.artifact.image.ImageStore;
import dev.backline.config.AppName;
import dev.backline.config.HostName;
import dev.backline.config.RegistrySpec;
import dev.backline.failure.Failure;
import dev.backline.host.CommandOutput;
import dev.backline.host.Host;
import dev.backline.host.Hosts;
import dev.backline.host.ReachedHost;
import dev.backline.host.examine.HostFinding;
import dev.backline.host.examine.PlaceFinding;
import dev.backline.registry.DeliveryFromHere;
import dev.backline.registry.DeliveryFromRegistry;
import dev.backline.registry.EngineCommands;
import dev.backline.registry.ImageDelivery;
import dev.backline.registry.ImageRoom;
import dev.backline.registry.Pushed;
import dev.backline.registry.RegistryClient;
import dev.backline.registry.RegistryExamination;
import dev.backline.registry.RegistryLogin;
import dev.backline.registry.Repository;
import dev.backline.registry.retention.ImagePlace;
import dev.backline.registry.retention.RegistryImages;
import dev.backline.runtime.ReleaseContent;
import dev.backline.secret.EnvironmentSecrets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The way of images to an environment's hosts: through a registry if one is declared. */
record ImagesToHosts(
    AppName app,
    ImageStore store,
    Optional<RegistrySpec> registry,
    RegistryLogin logins,
    EnvironmentSecrets secrets) {

  /** Brings the image to all hosts at once. */
  ReleaseContent bring(ArtifactDigest image, List<ReachedHost> hosts, CommandOutput output)
      throws InterruptedException {
    // A registry deletes what has no tag: its digest is one that never moves.
    tag(image, List.of(new ArtifactTag("sha256-" + image.hex())), output);
    Map<HostName, ReleaseContent.Image> brought = new ConcurrentHashMap<>();
    ImageDelivery delivery = delivery();
    Optional<Failure> failure =
        new Hosts(hosts)
            .onAll(
                host ->
                    brought.put(
                        host.name(),
                        new ReleaseContent.Image(
                            delivery.bring(app, image, (ReachedHost) host, output))),
                host -> {})
            .failure("bringing the image " + image.abbreviated() + " to the hosts");
    if (failure.isPresent()) {
      throw failure.get().toException();
    }
    return new ReleaseContent.Images(brought);
  }

  /** Makes these tags name the image in the registry, if there is one. */
  void tag(ArtifactDigest image, List<ArtifactTag> tags, CommandOutput output)
      throws InterruptedException {
    if (registry.isEmpty()) {
      return;
    }
    Repository repository = Repository.of(registry.get().repository());
    try (RegistryClient client =
        new RegistryClient(repository, logins.credential(registry.get(), secrets))) {
      Set<String> names = new LinkedHashSet<>();
      tags.forEach(tag -> names.add(tag.value()));
      Pushed pushed = client.push(store, image, List.copyOf(names));
      output.line(
          "%s has %s: %d parts, %,d bytes sent"
              .formatted(repository, names, pushed.partsSent(), pushed.bytesSent()));
    }
  }

  /** Where the registry has them, if there is one. */
  Optional<Repository> repository() {
    return registry.map(spec -> Repository.of(spec.repository()));
  }

  /** Those that lie in the registry, if there is one. */
  Optional<ImagePlace> inRegistry() {
    return registry.map(spec -> new RegistryImages(spec, logins, secrets));
  }

  /** How many bytes of the host's disk it takes to bring the image there. */
  long room(ArtifactDigest image, Host host) throws InterruptedException {
    return new ImageRoom(store, EngineCommands.docker()).of(image, host);
  }

  /** Whether the image can be had, and the registry takes our log-in. Changes nothing. */
  List<PlaceFinding> examine(Optional<ArtifactDigest> image) throws InterruptedException {
    List<PlaceFinding> findings = new ArrayList<>();
    if (image.isPresent() && !store.has(image.get())) {
      findings.add(
          new PlaceFinding(
              "this machine",
              HostFinding.unfit(
                  "image",
                  "the store does not have " + image.get().abbreviated() + " any more",
                  "deploy its commit again, which builds it")));
    }
    if (registry.isPresent()) {
      findings.add(
          new PlaceFinding(
              registry.get().repository().value(),
              RegistryExamination.of(
                  registry.get(),
                  logins,
                  secrets,
                  image.map(ArtifactDigest::value).orElse("latest"))));
    }
    return List.copyOf(findings);
  }

  private ImageDelivery delivery() {
    EngineCommands docker = EngineCommands.docker();
    return registry
        .<ImageDelivery>map(spec -> new DeliveryFromRegistry(spec, logins, secrets, store, docker))
        .orElseGet(() -> new DeliveryFromHere(store, docker));
  }
}
