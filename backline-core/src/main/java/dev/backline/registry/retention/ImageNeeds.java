package dev.backline.registry.retention;

import dev.backline.artifact.ArtifactDigest;
import dev.backline.config.EnvironmentName;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What images are needed for, as an environment's retention knows it.
 *
 * @param environment whose images are looked at
 * @param brought the artifacts that this environment's runs have brought to its places, ever
 * @param needed why an artifact has to stay, whichever environment needs it
 * @param tags of the app's artifacts, as Backline gave them
 */
public record ImageNeeds(
    EnvironmentName environment,
    Set<ArtifactDigest> brought,
    Map<ArtifactDigest, String> needed,
    Map<String, ArtifactDigest> tags) {

  public ImageNeeds {
    brought = Set.copyOf(brought);
    needed = Map.copyOf(needed);
    tags = Map.copyOf(tags);
  }

  /** The artifacts that anything is known of; images of others are none of ours. */
  Set<ArtifactDigest> known() {
    Set<ArtifactDigest> known = new HashSet<>(brought);
    known.addAll(needed.keySet());
    known.addAll(tags.values());
    return known;
  }
}
