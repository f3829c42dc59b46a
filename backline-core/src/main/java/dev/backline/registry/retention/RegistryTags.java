package dev.backline.registry.retention;

import dev.backline.artifact.ArtifactDigest;
import dev.backline.artifact.ArtifactTag;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the tags of an app's repository mean for its images. Decides only.
 *
 * @param given by Backline, as the state file knows them
 */
record RegistryTags(Map<String, ArtifactDigest> given) {

  /** The one that each image is pushed with and that never moves. */
  private static final Pattern ITSELF = Pattern.compile("sha256-([0-9a-f]{64})");

  /** A commit's, such as {@code dev-1a2b3c4} and its full name. */
  private static final Pattern OF_COMMIT = Pattern.compile("[0-9a-f]{40}|[a-z0-9-]+-[0-9a-f]{7}");

  /** The artifact, where it can be told without asking; versions and commits' tags don't move. */
  Optional<ArtifactDigest> artifact(String tag) {
    Matcher itself = ITSELF.matcher(tag);
    if (itself.matches()) {
      return Optional.of(ArtifactDigest.ofHex(itself.group(1)));
    }
    return isVersion(tag) || OF_COMMIT.matcher(tag).matches()
        ? Optional.ofNullable(given.get(tag))
        : Optional.empty();
  }

  /**
   * Whether it keeps its image: versions, {@code production}, {@code latest} and the like, and what
   * somebody else has given.
   */
  boolean holds(String tag) {
    boolean ofCommit = given.containsKey(tag) && OF_COMMIT.matcher(tag).matches();
    return !ITSELF.matcher(tag).matches() && (isVersion(tag) || !ofCommit);
  }

  private static boolean isVersion(String tag) {
    return new ArtifactTag(tag).isVersion();
  }
}
