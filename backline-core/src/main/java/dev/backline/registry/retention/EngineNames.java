package dev.backline.registry.retention;

import dev.backline.artifact.ArtifactDigest;
import dev.backline.config.AppName;
import dev.backline.registry.Repository;
import java.util.Collection;
import java.util.Optional;

/**
 * What engines know an app's images by: {@code backline/APP:DIGEST}, abbreviated, where they came
 * from Backline itself, and {@code REPOSITORY@DIGEST} where they came from the registry. Decides
 * only.
 *
 * @param repository of the registry, if one is declared
 */
record EngineNames(AppName app, Optional<Repository> repository) {

  /** Which of the known artifacts an engine means by this name; empty if none, or not ours. */
  Optional<ArtifactDigest> artifact(String name, Collection<ArtifactDigest> known) {
    return known.stream()
        .filter(digest ->
            name.equals("backline/" + app + ":" + digest.abbreviated())
                || repository
                    .filter(from -> familiar(from.reference(digest)).equals(name))
                    .isPresent())
        .findFirst();
  }

  /** Engines leave out what names on Docker Hub have in common. */
  private static String familiar(String reference) {
    String hub = "docker.io/";
    String official = hub + "library/";
    return reference.startsWith(official)
        ? reference.substring(official.length())
        : reference.startsWith(hub) ? reference.substring(hub.length()) : reference;
  }
}
